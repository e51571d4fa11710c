import type { Sender } from '../history/sender';
import { Random } from '../random';
import { planRecords } from './plan-records';
import { readRecordSettings } from './record-settings';

const NOW = Date.parse('2026-11-20T06:00:00Z');
const sender = (login: string): Sender => ({
  actor: {
    ...{ kind: 'person', accountId: login, login, name: login, role: 'user', unitId: 'u', agencyId: 'a' },
    ...{ permissions: new Set(), sessionId: null, address: '198.51.100.1' },
  },
  ...{ signatures: [], campaigns: [], share: 1 },
});
const SENDERS = ['first', 'second', 'third', 'fourth'].map(sender);

describe('planned records', () => {
  const planned = planRecords(NOW, SENDERS, { messages: 500_000, months: 3 }, new Random(1));

  it('are as many as asked, in order of time, no two in one millisecond', () => {
    expect(planned.reduce((sum, batch) => sum + batch.messages, 0)).toBe(500_000);
    const times = planned.map(batch => batch.at.getTime());
    expect(times.every((at, i) => i === 0 || at > (times[i - 1] ?? 0))).toBe(true);
  });

  it('lie in the months that were asked for, in Taipei, and not in the last hour', () => {
    const [first, last] = [planned.at(0), planned.at(-1)];
    expect(first?.at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-09-01T00:00:00+08:00'));
    expect(first?.at.getTime()).toBeLessThan(Date.parse('2026-09-15T00:00:00+08:00'));
    expect(last?.at.getTime()).toBeLessThanOrEqual(NOW - 3_600_000);
    const inOne = planRecords(NOW, SENDERS, { messages: 100_000, months: 1 }, new Random(2));
    expect(inOne[0]?.at.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-11-01T00:00:00+08:00'));
  });

  it('are skewed: the first sender has most, and everybody has some', () => {
    const of = (login: string) => planned.filter(batch => batch.sender.actor.login === login).length;
    const counts = SENDERS.map(each => of(each.actor.login));
    expect(counts).toEqual([...counts].sort((a, b) => b - a));
    expect(counts.at(-1)).toBeGreaterThan(0);
  });
});

describe('what is asked of the program', () => {
  it('is read, and refused where it is none or in production', () => {
    expect(readRecordSettings({ RECORDS_MESSAGES: '300', RECORDS_MONTHS: '6' })).toEqual({
      quota: 0,
      messages: 300,
      months: 6,
    });
    expect(() => readRecordSettings({ RECORDS_QUOTA: '-1' })).toThrow('RECORDS_QUOTA: "-1"');
    expect(() => readRecordSettings({ NODE_ENV: 'production' })).toThrow('production');
  });
});
