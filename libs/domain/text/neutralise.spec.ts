import fc from 'fast-check';
import { beginsLikeFormula, neutralise } from './neutralise';

describe('a cell that we hand out', () => {
  it.each(['=1+1', '+1加碼', '-5度', '@SUM(1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠a'])(
    '%j',
    cell => {
      expect(neutralise(cell)).toBe(`'${cell}`);
    },
  );

  it.each(['', '您好', '0912345678', '1=1', "'=1", ' =1'])('%j stays', cell => {
    expect(neutralise(cell)).toBe(cell);
  });

  it('never begins like a formula, and loses nothing', () => {
    fc.assert(
      fc.property(fc.string(), cell => {
        expect(beginsLikeFormula(neutralise(cell))).toBe(false);
        expect(neutralise(cell).endsWith(cell)).toBe(true);
      }),
    );
  });
});
