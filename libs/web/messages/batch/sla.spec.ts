import { networkName, words } from '@sms111/phrases';
import { sampleClock } from '../testing/samples';
import { slaOf } from './sla';

type Given = Partial<Omit<Parameters<typeof slaOf>[0], 'clock'>> & {
  clock?: Parameters<typeof sampleClock>[0];
};

const DUE = '2026-11-20T07:05:00Z';
const sla = ({ clock, ...part }: Given = {}) =>
  slaOf(
    {
      state: 'dispatching',
      acceptedAt: '2026-11-20T06:05:00Z',
      handedOverAt: null,
      ...part,
      clock: sampleClock({ dueAt: DUE, segmentsPerSecond: 8_400, ...clock }),
    },
    words('zh-TW').batch.sla,
    carrier => networkName(carrier, 'zh-TW'),
  );

describe('the line about the deadline', () => {
  it('says the deadline, the expected end and the rate', () => {
    expect(sla()).toEqual({ tone: 'active', text: '派送時限 15:05；預計 14:05:31 派送完成，每秒 8,400 則' });
  });

  it.each<[string, Given, string, string]>([
    [
      'warns when it will be late',
      { clock: { state: 'at-risk', expectedHandOverAt: '2026-11-20T07:06:00Z' } },
      'warn',
      '派送時限 15:05；預計 15:06:00 派送完成，每秒 8,400 則；預計超過派送時限',
    ],
    [
      'measures before there is a rate',
      { clock: { pace: 'measuring', expectedHandOverAt: null } },
      'active',
      '派送時限 15:05；計算速度中',
    ],
    [
      'names the carrier that stands still, and what the others do',
      { clock: { pace: 'stalled', standing: ['FET'], expectedHandOverAt: null } },
      'warn',
      '派送時限 15:05；遠傳電信沒有進展，每秒 8,400 則',
    ],
    [
      'says that nothing moves at all',
      { clock: { state: 'at-risk', pace: 'stalled', expectedHandOverAt: null } },
      'warn',
      '派送時限 15:05；目前沒有進展；可能趕不上派送時限',
    ],
    [
      'says which links are down',
      { clock: { pace: 'links-down', standing: ['CHT', 'FET'], expectedHandOverAt: null } },
      'warn',
      '派送時限 15:05；中華電信、遠傳電信線路中斷，恢復後自動繼續',
    ],
    [
      'stands while its sender holds it',
      { state: 'paused', clock: { pace: 'paused', expectedHandOverAt: null, leftSeconds: 2_723 } },
      'warn',
      '您的單位已暫停，時限停止計算；時限還有 45:23',
    ],
    [
      'runs while the platform holds it',
      { state: 'paused', clock: { pace: 'held', expectedHandOverAt: null } },
      'warn',
      '派送時限 15:05；平臺已暫停，時限仍在計算',
    ],
    [
      'says that the agency is suspended',
      { clock: { pace: 'suspended', expectedHandOverAt: null } },
      'warn',
      '機關已暫停使用',
    ],
    [
      'tells when the deadline has passed, and goes on measuring',
      { clock: { state: 'missed' } },
      'bad',
      '派送時限 15:05；已超過派送時限；預計 14:05:31 派送完成',
    ],
    [
      'says when all was handed over',
      { handedOverAt: '2026-11-20T06:05:31Z', clock: { state: 'met', pace: 'done' } },
      'good',
      '已於 14:05:31 全部派送至電信業者',
    ],
    [
      'says when that was too late',
      { handedOverAt: '2026-11-20T07:06:00Z', clock: { state: 'missed', pace: 'done' } },
      'bad',
      '於 15:06:00 才全部派送至電信業者，已超過時限',
    ],
    [
      'says what of the time was a pause',
      {
        handedOverAt: '2026-11-20T07:30:00Z',
        clock: { state: 'met', pace: 'done', pausedSeconds: 3_600, dueAt: '2026-11-20T08:05:00Z' },
      },
      'good',
      '派送時限 16:05；已於 15:30:00 全部派送至電信業者；另有 1:00:00 由您的單位暫停，未計入',
    ],
    [
      'gives the date of another day',
      { clock: { dueAt: '2026-11-20T18:05:00Z' } },
      'active',
      '2026/11/21 02:05:00',
    ],
  ])('%s', (_, part, tone, text) => {
    expect(sla(part)?.tone).toBe(tone);
    expect(sla(part)?.text).toContain(text);
  });

  it('is silent on what was cancelled in time', () => {
    expect(sla({ state: 'cancelled', clock: { state: 'withdrawn' } })).toBeNull();
  });
});
