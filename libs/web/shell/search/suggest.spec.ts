import { formatBatchId, formatMessageId } from '@sms111/domain';
import { words } from '@sms111/phrases';
import { HomeIcon } from '@sms111/web/ui';
import type { NavGroup } from '../navigation/nav';
import { suggest } from './suggest';

const ALL: NavGroup[] = [
  {
    group: 'follow',
    pages: [
      { page: 'batches', to: '/batches', icon: HomeIcon, needs: [] },
      { page: 'records', to: '/records', icon: HomeIcon, needs: [] },
      { page: 'quota', to: '/quota', icon: HomeIcon, needs: [] },
    ],
  },
];
const places = (typed: string, groups = ALL) => suggest(typed, groups, words('zh-TW')).map(({ to }) => to);
const batch = 12_345_678_901_234;

describe('suggest', () => {
  it.each([
    ['0912000001', '/records?number=0912000001'],
    ['+886-912-000-001', '/records?number=0912000001'],
    [formatBatchId(batch), `/batches/${formatBatchId(batch)}`],
    [formatMessageId({ batch, seq: 40 }), `/records?message=${formatMessageId({ batch, seq: 40 })}`],
    ['額度', '/quota'],
    ['QUOTA', '/quota'],
    ['發送紀', '/records'],
  ])('leads from %s to %s', (typed, place) => {
    expect(places(typed)).toEqual([place]);
  });

  it('offers every page before anything is typed', () => {
    expect(places('')).toEqual(['/batches', '/records', '/quota']);
  });

  it('offers nothing that may not be entered', () => {
    expect(places('0912000001', [])).toEqual([]);
    expect(places(formatBatchId(batch), [])).toEqual([]);
  });

  it('does not take any digits for a number', () => {
    expect(places('02-12345678')).toEqual([]);
    expect(places('12')).toEqual([]);
  });
});
