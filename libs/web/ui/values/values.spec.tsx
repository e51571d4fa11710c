import { renderPage } from '@sms111/web/testing';
import { screen } from '@testing-library/react';
import type { Tone } from '../theme/scheme';
import { StackedBar, type BarPart } from './stacked-bar';
import { StatusBadge } from './status-badge';
import { Time } from './time';
import { TONE_ICONS } from './tone-icons';

const TONES = Object.keys(TONE_ICONS) as Tone[];

describe('StatusBadge', () => {
  it.each(TONES)('tells %s by an icon and a word, never by colour alone', tone => {
    const { container } = renderPage(<StatusBadge tone={tone} label="送達成功" />);
    expect(screen.getByText('送達成功')).toBeTruthy();
    expect(container.querySelector('svg[aria-hidden]')).not.toBeNull();
  });

  it('has a shape of its own for each meaning', () => {
    const shapes = TONES.map(tone => {
      const { container, unmount } = renderPage(<StatusBadge tone={tone} label="x" />);
      const shape = container.querySelector('svg')?.innerHTML;
      unmount();
      return shape;
    });
    expect(new Set(shapes).size).toBe(TONES.length);
  });
});

const PARTS: BarPart<'delivered' | 'failed'>[] = [
  { key: 'delivered', label: '送達成功', tone: 'good', value: 98 },
  { key: 'failed', label: '未成功送達', tone: 'bad', value: 2 },
];

describe('StackedBar', () => {
  it('says its parts in words', () => {
    renderPage(<StackedBar label="批次進度" parts={PARTS} />);
    const bar = screen.getByRole('img', { name: '批次進度、送達成功 98（98%）、未成功送達 2（2%）' });
    expect(bar).toBeTruthy();
  });

  it('filters by a part, and shows all again at the second press', async () => {
    const chosen: (string | null)[] = [];
    const choose = (key: string | null) => chosen.push(key);
    const { user, unmount } = renderPage(<StackedBar label="批次進度" parts={PARTS} onSelect={choose} />);
    await user.click(screen.getByRole('button', { name: /未成功送達/ }));
    unmount();
    const again = renderPage(
      <StackedBar label="批次進度" parts={PARTS} selected="failed" onSelect={choose} />,
    );
    const pressed = screen.getByRole('button', { name: /未成功送達/ });
    expect(pressed.getAttribute('aria-pressed')).toBe('true');
    await again.user.click(pressed);
    expect(chosen).toEqual(['failed', null]);
  });
});

describe('Time', () => {
  it('shows a moment in Taipei for people and for machines', () => {
    renderPage(<Time at="2026-11-20T06:05:09Z" />);
    const time = screen.getByText('2026/11/20 14:05:09');
    expect(time.getAttribute('datetime')).toBe('2026-11-20T06:05:09Z');
    expect(time.getAttribute('title')).not.toBe('');
  });

  it('says something else where there is none', () => {
    renderPage(<Time at={null} otherwise="尚未使用" />);
    expect(screen.getByText('尚未使用')).toBeTruthy();
  });
});
