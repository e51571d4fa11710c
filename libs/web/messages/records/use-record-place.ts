import { useSearchParams } from 'react-router';
import { filtersFrom, type RecordFilters, searchOf } from './record-filters';

interface RecordPlace {
  readonly filters: RecordFilters;
  readonly cursor: string | null;
  /** The message whose way is open beside the list. */
  readonly message: string | null;
}

/** Where the records page stands, all of it in the URL, so that it can be sent to a colleague and gone back to. */
export const useRecordPlace = () => {
  const [search, setSearch] = useSearchParams();
  const place: RecordPlace = {
    filters: filtersFrom(search),
    cursor: search.get('cursor'),
    message: search.get('message'),
  };
  const go = (filters: RecordFilters, cursor: string | null, message: string | null) => {
    const next = searchOf(filters);
    if (cursor) next.set('cursor', cursor);
    if (message) next.set('message', message);
    setSearch(next, { preventScrollReset: true });
  };
  return {
    place,
    /** Another question begins at its first page. */
    filterBy: (next: Partial<RecordFilters>) => go({ ...place.filters, ...next }, null, null),
    goTo: (cursor: string | null) => go(place.filters, cursor, null),
    open: (message: string | null) => go(place.filters, place.cursor, message),
    clear: () => setSearch(new URLSearchParams()),
  };
};
