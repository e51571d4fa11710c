import { judgeContent } from '@sms111/domain';
import { markText } from './marked-text';
import { bodyOf, mend, placeFindings } from './place-findings';

const NAME = '測試公共服務平臺';
const judge = (input: string) => judgeContent({ channel: 'web', signature: NAME, names: [NAME], input });
const find = (body: string) => placeFindings(judge(body), NAME, body);

describe('findings in the body that one edits', () => {
  it('stand at the words they mean, behind the locked line', () => {
    const body = '如有疑問請電02-12345678，本案將於三日內回覆。';
    const [finding] = find(body);
    expect(finding).toMatchObject({ code: 'E_PHONE_NOT_LAST', severity: 'error' });
    expect(body.slice(finding?.place?.from, finding?.place?.to)).toBe('02-12345678');
  });

  it('are mended with one click where there is a suggestion', () => {
    const body = '洽詢電話０２－１２３４５６７８';
    const finding = find(body).find(({ code }) => code === 'E_PHONE_FORMAT');
    expect(finding && mend(body, finding)).toBe('洽詢電話02-12345678');
  });

  it('say one thing of one place', () => {
    expect(find('洽詢電話０２－１２３４５６７８').map(({ code }) => code)).toEqual(['E_PHONE_FORMAT']);
    expect(find('祝您平安😀').map(({ code }) => code)).toEqual(['W_EMOJI']);
  });

  it('are silent on what the counter says, and on blanks at the end', () => {
    expect(find('您好 ')).toEqual([]);
    expect(find('文'.repeat(80))).toEqual([]);
  });

  it('know a body that brought its own signature', () => {
    const body = `${NAME}\n您好\u200b`;
    const invisible = find(body).find(({ code }) => code === 'E_INVISIBLE_CHAR');
    expect(invisible?.place).toEqual({ from: body.length - 1, to: body.length });
    expect(bodyOf(judge('您好'), NAME)).toBe('您好');
    expect(bodyOf(judge(body), NAME)).toBe(body);
  });
});

describe('a marked text', () => {
  it('is the text, cut at the borders of what was found', () => {
    const body = '洽02-12345678，😀';
    const stretches = markText(body, find(body));
    expect(stretches.map(({ text }) => text).join('')).toBe(body);
    expect(stretches.filter(({ severity }) => severity !== null)).toEqual([
      { text: '02-12345678', severity: 'error' },
      { text: '😀', severity: 'warning' },
    ]);
  });
});
