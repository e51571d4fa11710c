import { filtersFrom, isFiltered, queryOfFilters, searchOf } from './record-filters';

const read = (text: string) => filtersFrom(new URLSearchParams(text));
const NOW = new Date('2026-11-20T06:00:00Z');

describe('the filters of the records', () => {
  it.each([
    '',
    'period=today',
    'period=own&from=2026-11-01&to=2026-11-20',
    'number=0912345678&state=failed&batch=b0fz3k9d2m4q&carrier=FET&channel=api',
  ])('written into a URL are read from it again: %s', text => {
    expect(searchOf(read(text)).toString()).toBe(text);
  });

  it('are none where the URL holds nonsense', () => {
    const filters = read('period=century&state=lost&carrier=XXX&from=yesterday');
    expect(filters).toEqual(read(''));
    expect(isFiltered(filters)).toBe(false);
  });

  it('become a question to the API', () => {
    expect(queryOfFilters(read('period=today&state=failed'), '0912345678', NOW)).toEqual({
      from: '2026-11-19T16:00:00.000Z',
      to: '2026-11-20T16:00:00.000Z',
      number: '0912345678',
      state: 'failed',
    });
  });
});
