import { useSearchParams } from 'react-router';

export const VERDICTS = ['accept', 'reject', 'skip'] as const;
export type Verdict = (typeof VERDICTS)[number];

export interface RowFilters {
  readonly verdict: Verdict | null;
  readonly code: string | null;
  readonly cursor: string | null;
}

/** The filters of the rows as they stand in the URL, and how to set them; another filter begins at the first page. */
export const useRowFilters = () => {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('verdict');
  const filters: RowFilters = {
    verdict: VERDICTS.find(verdict => verdict === asked) ?? null,
    code: search.get('code'),
    cursor: search.get('cursor'),
  };
  const set = (next: Partial<RowFilters>) => {
    const { verdict, code, cursor } = { ...filters, cursor: null, ...next };
    const params = new URLSearchParams();
    if (verdict) params.set('verdict', verdict);
    if (code) params.set('code', code);
    if (cursor) params.set('cursor', cursor);
    setSearch(params, { preventScrollReset: true });
  };
  return { filters, set };
};
