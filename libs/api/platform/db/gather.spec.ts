import { Gather } from './gather';

describe('questions that arrive together', () => {
  it('are answered by one query, each by its own key', async () => {
    const asked: string[][] = [];
    const gather = new Gather<number>(keys => {
      asked.push(keys);
      return Promise.resolve(
        new Map([
          ['a', 1],
          ['b', 2],
        ]),
      );
    });
    expect(await Promise.all(['a', 'b', 'a', 'c'].map(key => gather.find(key)))).toEqual([1, 2, 1, null]);
    expect(asked).toEqual([['a', 'b', 'c']]);
  });

  it('never get an answer that was read before they came', async () => {
    let truth = 1;
    const gather = new Gather<number>(() => Promise.resolve(new Map([['a', truth]])));
    const first = gather.find('a');
    expect(await first).toBe(1);
    truth = 2;
    expect(await gather.find('a')).toBe(2);
  });

  it('all hear of a fault, and the next ones are asked anew', async () => {
    let broken = true;
    const gather = new Gather<number>(() =>
      broken ? Promise.reject(new Error('out of reach')) : Promise.resolve(new Map([['a', 1]])),
    );
    const both = await Promise.allSettled([gather.find('a'), gather.find('b')]);
    expect(both.map(each => each.status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await gather.find('a')).toBe(1);
  });
});
