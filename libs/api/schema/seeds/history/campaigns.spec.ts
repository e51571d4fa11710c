import { judgeContent, MAX_SEGMENTS } from '@sms111/domain';
import { DEMO_AGENCY, OTHER_AGENCIES } from '../demo/agencies';
import { Random } from '../random';
import { CAMPAIGNS, type Campaign } from './campaigns';
import { Fill } from './fill';

const units = [DEMO_AGENCY, ...OTHER_AGENCIES].flatMap(agency => agency.units);
const rows = units.flatMap(unit =>
  (unit.campaigns ? CAMPAIGNS[unit.campaigns] : []).map((campaign): [string, Campaign, readonly string[]] => [
    campaign.name,
    campaign,
    unit.signatures,
  ]),
);

describe('invented notices', () => {
  it.each(rows)('would pass every door: %s', (_name, campaign, names) => {
    const signature = campaign.signature ?? names[0] ?? '';
    expect(names).toContain(signature);
    for (const serial of [0, 1, 9_999, 12_345]) {
      const fill = new Fill(new Random(serial), Date.parse('2026-12-31T15:59:59Z'), serial);
      const verdict = judgeContent({ channel: 'web', signature, names, input: campaign.body(fill) });
      expect(verdict.errors).toEqual([]);
      expect(verdict.segments).toBeLessThanOrEqual(MAX_SEGMENTS);
    }
  });

  it('speak of days as they are in Taipei', () => {
    const fill = new Fill(new Random(1), Date.parse('2026-12-31T16:30:00Z'), 42);
    expect([fill.day(0), fill.time, fill.caseNumber]).toEqual(['1月1日', '2027/01/01 00:30', '1160101-0042']);
  });

  it('are sent by units that ordered more than 10,000 and less than 5,000,000 at once, and gave no more away (BIL-1)', () => {
    for (const { orders, accounts } of units) {
      for (const segments of orders) {
        expect(segments).toBeGreaterThanOrEqual(10_000);
        expect(segments).toBeLessThanOrEqual(5_000_000);
      }
      const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
      expect(sum(accounts.map(account => account.allocation ?? 0))).toBeLessThanOrEqual(sum(orders));
    }
  });
});
