import { DEMO_AGENCY, OTHER_AGENCIES } from '../demo/agencies';
import { Random } from '../random';
import { DAY_MS, dayOf, hourOf, weekdayOf } from '../taipei';
import { CAMPAIGNS } from './campaigns';
import { DAYS, historyStart, planHistory } from './plan-history';
import { campaignsFor, type Sender } from './sender';

const senders = [DEMO_AGENCY, ...OTHER_AGENCIES].flatMap(agency =>
  agency.units.flatMap(unit =>
    unit.accounts.flatMap(({ login, name, role, share }): Sender[] => {
      if (!unit.campaigns || !share) return [];
      const kind = role === 'system' ? 'system' : 'person';
      const ids = { accountId: login, unitId: unit.name, agencyId: agency.name };
      const actor = {
        ...ids,
        kind,
        login,
        name,
        role,
        permissions: new Set([]),
        sessionId: null,
        address: '',
      } as const;
      return [
        {
          actor,
          signatures: unit.signatures,
          campaigns: campaignsFor(kind, CAMPAIGNS[unit.campaigns]),
          share,
        },
      ];
    }),
  ),
);
const plan = (now: string, size = { batches: 290, messages: 150_000 }) =>
  planHistory(Date.parse(now), senders, size, new Random(111));

describe('the plan of a past month', () => {
  it.each([
    ['a Friday afternoon', '2026-11-20T06:00:00Z'],
    ['a Sunday, late', '2026-11-22T15:59:00Z'],
    ['a Monday before anybody is up', '2026-11-22T20:30:00Z'],
    ['just after midnight', '2026-11-30T16:00:05Z'],
    ['the first of January', '2027-01-01T01:00:00Z'],
  ])('fills 35 days before %s, and nothing after', (_when, text) => {
    const now = Date.parse(text);
    const planned = plan(text);
    const times = planned.map(batch => batch.at.getTime());
    expect(planned).toHaveLength(290);
    expect(times.every((time, i) => i === 0 || time > (times[i - 1] ?? 0))).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(historyStart(now) - DAY_MS);
    expect(times.at(-1)).toBeLessThanOrEqual(now - 29 * 60_000);
    expect(new Set(times.map(dayOf)).size).toBeGreaterThanOrEqual(DAYS);
    expect(now - (planned.find(batch => batch.newest)?.at.getTime() ?? 0)).toBeLessThan(16 * 3_600_000);
    const messages = planned.reduce((sum, batch) => sum + batch.messages, 0);
    expect(Math.abs(messages - 150_000)).toBeLessThan(500);
  });

  it('is the same every time', () => {
    expect(plan('2026-11-20T06:00:00Z')).toEqual(plan('2026-11-20T06:00:00Z'));
  });

  it('has the shape of office life: few at weekends, none at night, most lists short', () => {
    const planned = plan('2026-11-20T06:00:00Z');
    const share = (matches: (batch: (typeof planned)[number]) => boolean) =>
      planned.filter(matches).length / planned.length;
    expect(share(({ at }) => [0, 6].includes(weekdayOf(at.getTime())))).toBeLessThan(0.15);
    expect(share(({ at }) => hourOf(at.getTime()) < 8 || hourOf(at.getTime()) > 21)).toBe(0);
    expect(share(({ messages }) => messages < 2_600)).toBeGreaterThan(0.9);
    expect(share(({ messages }) => messages > 5_000)).toBeGreaterThan(0.01);
  });

  it('lets systems send by API and people otherwise (ACC-7)', () => {
    for (const { campaign, sender } of plan('2026-11-20T06:00:00Z')) {
      expect(campaign.channel === 'api').toBe(sender.actor.kind === 'system');
    }
  });
});
