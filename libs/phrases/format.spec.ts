import {
  formatBytes,
  formatClock,
  formatCount,
  formatDate,
  formatInstant,
  formatLeft,
  formatMoney,
  formatPrice,
  formatRelative,
  formatRocDate,
  formatShare,
} from './format';

describe('format', () => {
  it('shows moments in Taipei, whatever the machine', () => {
    expect(formatInstant('2026-11-20T06:05:09Z')).toBe('2026/11/20 14:05:09');
    expect(formatDate('2026-11-19T16:00:00Z')).toBe('2026/11/20');
    expect(formatClock('2026-11-19T16:00:00Z')).toBe('00:00:00');
    expect(formatRocDate('2026-11-19T16:00:00Z')).toBe('115/11/20');
  });

  it.each([
    [-5_000, '5 秒前'],
    [-180_000, '3 分鐘前'],
    [-86_400_000, '昨天'],
    [7_200_000, '2 小時後'],
  ])('says %d ms from now as %s', (ms, words) => {
    expect(formatRelative(new Date(1_800_000_000_000 + ms), 1_800_000_000_000, 'zh-TW')).toBe(words);
  });

  it('shows counts, shares, money and sizes', () => {
    expect(formatCount(12_340)).toBe('12,340');
    expect(formatShare(1, 3)).toBe('33.3%');
    expect(formatShare(9999, 10_000)).toBe('99.9%');
    expect(formatShare(0, 0)).toBe('–');
    expect(formatMoney('2164.95')).toBe('NT$ 2,165');
    expect(formatPrice('0.8')).toBe('NT$ 0.80');
    expect(formatBytes(11_436)).toBe('11 KB');
    expect(formatBytes(2.5 * 1024 * 1024)).toBe('2.5 MB');
  });

  it('counts down', () => {
    expect(formatLeft(872)).toBe('14:32');
    expect(formatLeft(3849)).toBe('1:04:09');
    expect(formatLeft(-4)).toBe('00:00');
  });
});
