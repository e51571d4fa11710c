import { chooseLink, giveShare } from './choose-link';

const link = (weight: number, room = 100) => ({ weight, room, share: 0, given: 0 });

describe('the choice of a link', () => {
  it('follows the weights as long as there is room', () => {
    const links = [link(30), link(10)];
    for (let i = 0; i < 400; i++) {
      const best = chooseLink(links, () => 10);
      if (!best) throw new Error('no link');
      best.given += 10;
      giveShare(links, best, 10);
    }
    expect(links.map(each => each.given)).toEqual([3_000, 1_000]);
  });

  it('takes whoever has room, and nobody when none has', () => {
    const links = [link(100, 3), link(1, 20)];
    expect(chooseLink(links, () => 10)).toBe(links[1]);
    expect(chooseLink(links, () => 30)).toBeNull();
  });

  it('does not make good a long absence', () => {
    const links = [link(1, 0), link(1)];
    for (let i = 0; i < 1_000; i++) giveShare(links, links[1] ?? link(1), 10);
    expect((links[1]?.share ?? 0) - (links[0]?.share ?? 0)).toBeLessThanOrEqual(50);
  });
});
