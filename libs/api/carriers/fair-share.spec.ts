import fc from 'fast-check';
import { fairShare, type LeasedLink } from './fair-share';

const link = (id: string, holder: string | null, inUse = 0): LeasedLink => ({
  id,
  carrier: id.slice(0, 3),
  holder,
  inUse,
});
const ask = (me: string, links: readonly LeasedLink[], workers: string[], settled = workers) =>
  fairShare(me, links, new Set(workers), new Set(settled));

describe('how workers share links', () => {
  it('a lone worker holds all', () => {
    const links = [link('CHT-A', null), link('CHT-B', null), link('FET-A', 'a')];
    expect(ask('a', links, ['a'])).toEqual({ take: ['CHT-A', 'CHT-B'], giveUp: [] });
  });

  it('of two each takes one of a carrier', () => {
    const links = [link('CHT-A', null), link('CHT-B', null), link('FET-A', null), link('FET-B', 'b')];
    expect(ask('a', links, ['a', 'b']).take).toEqual(['CHT-A', 'FET-A']);
  });

  it('one that has too many gives up the least busy one, to a newcomer that stays', () => {
    const links = [link('CHT-A', 'a', 3), link('CHT-B', 'a', 9)];
    expect(ask('a', links, ['a', 'b'], ['a'])).toEqual({ take: [], giveUp: [] });
    expect(ask('a', links, ['a', 'b'])).toEqual({ take: [], giveUp: ['CHT-A'] });
    expect(ask('b', links, ['a', 'b'])).toEqual({ take: [], giveUp: [] });
  });

  it('takes all when the other dies', () => {
    expect(ask('a', [link('CHT-A', 'a'), link('CHT-B', null)], ['a'])).toEqual({
      take: ['CHT-B'],
      giveUp: [],
    });
  });

  it('comes to rest with every link held and no worker above its share, whoever comes and goes', () => {
    const names = ['a', 'b', 'c', 'd'];
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.array(fc.subarray(names, { minLength: 1 }), { minLength: 1, maxLength: 6 }),
        (count, times) => {
          let links = Array.from({ length: count }, (_, i) => link(`CHT-${i}`, null));
          for (const workers of times) {
            links = links.map(each =>
              workers.includes(each.holder ?? '') ? each : { ...each, holder: null },
            );
            const round = (): number => {
              let moves = 0;
              for (const me of workers) {
                const { take, giveUp } = ask(me, links, workers);
                moves += take.length + giveUp.length;
                links = links.map(each =>
                  take.includes(each.id)
                    ? { ...each, holder: me }
                    : giveUp.includes(each.id)
                      ? { ...each, holder: null }
                      : each,
                );
              }
              return moves;
            };
            for (let i = 0; i < 20 && round() > 0; i++);
            expect(round()).toBe(0);
            expect(links.every(each => each.holder !== null)).toBe(true);
            const most = Math.max(...workers.map(w => links.filter(each => each.holder === w).length));
            expect(most).toBeLessThanOrEqual(Math.ceil(count / workers.length));
          }
        },
      ),
    );
  });
});
