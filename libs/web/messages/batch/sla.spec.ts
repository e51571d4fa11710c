import { words } from '@sms111/phrases';
import { slaOf } from './sla';

const batch = {
  state: 'dispatching' as const,
  acceptedAt: '2026-11-20T06:05:00Z',
  deadlineAt: '2026-11-20T07:05:00Z',
  handedOverAt: null,
  expectedHandOverAt: '2026-11-20T06:05:31Z',
  ratePerSecond: 8_400,
  total: { messages: 100, segments: 100 },
};
const now = Date.parse('2026-11-20T06:05:10Z');
const sla = (part: Partial<Parameters<typeof slaOf>[0]>, at = now) =>
  slaOf({ ...batch, ...part }, at, words('zh-TW').batch.sla);

describe('the line about the deadline', () => {
  it('says the deadline, the expected end and the rate', () => {
    expect(sla({})).toEqual({
      tone: 'active',
      text: '派送時限 15:05；預計 14:05:31 派送完成，每秒 8,400 則',
    });
  });

  it('counts the rate in segments', () => {
    expect(sla({ total: { messages: 100, segments: 250 } })?.text).toContain('每秒 21,000 則');
  });

  it.each([
    [
      'warns when it will be late',
      { expectedHandOverAt: '2026-11-20T07:06:00Z' },
      'warn',
      '預計超過派送時限',
    ],
    ['measures before there is a rate', { expectedHandOverAt: null }, 'active', '計算速度中'],
    ['says that the time goes on while it is paused', { state: 'paused' as const }, 'warn', '時限仍在計算'],
    ['says when all was handed over', { handedOverAt: '2026-11-20T06:05:31Z' }, 'good', '已於 14:05:31'],
    ['says when that was too late', { handedOverAt: '2026-11-20T07:06:00Z' }, 'bad', '已超過時限'],
    [
      'gives the date of another day',
      { deadlineAt: '2026-11-20T18:05:00Z' },
      'active',
      '2026/11/21 02:05:00',
    ],
  ])('%s', (_, part, tone, text) => {
    expect(sla(part)?.tone).toBe(tone);
    expect(sla(part)?.text).toContain(text);
  });

  it('tells when the deadline has passed', () => {
    expect(sla({}, Date.parse('2026-11-20T07:05:01Z'))).toEqual({
      tone: 'bad',
      text: '派送時限 15:05；已超過派送時限',
    });
  });

  it('is silent on what was cancelled before', () => {
    expect(sla({ state: 'cancelled' })).toBeNull();
  });
});
