import { network } from '@sms111/contracts';
import { parseBatchId } from '@sms111/domain';
import { useSearchParams } from 'react-router';
import type { DoubtFilter } from './queue-queries';

/** What the list of messages in doubt is filtered by, as it stands in the URL. An empty text is no filter. */
export interface DoubtChoice {
  readonly carrier: string;
  readonly link: string;
  readonly batch: string;
  /** Local days `2026-11-20`. */
  readonly from: string;
  readonly to: string;
}

/** The other lists of the page; each has its own place. */
const LISTS = ['held', 'proposals', 'history'] as const;
export type QueueList = (typeof LISTS)[number];

const FIELDS = ['carrier', 'link', 'batch', 'from', 'to'] as const;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const DAY_MS = 86_400_000;
/** Days are those of Taipei. */
const startOf = (day: string): number => Date.parse(`${day}T00:00:00+08:00`);

/** The question to the API; what nobody can have meant is no condition. */
export const filterOf = ({ carrier, link, batch, from, to }: DoubtChoice): DoubtFilter => {
  const known = network.safeParse(carrier);
  return {
    ...(known.success && { carrier: known.data }),
    ...(link !== '' && { link }),
    ...(parseBatchId(batch) !== null && { batch }),
    ...(DAY.test(from) && { from: new Date(startOf(from)).toISOString() }),
    ...(DAY.test(to) && { to: new Date(startOf(to) + DAY_MS).toISOString() }),
  };
};

export interface ListPlace {
  /** `null` on the first page. */
  readonly cursor: string | null;
  readonly goTo: (cursor: string | null) => void;
}

/** Where the page stands, all of it in the URL. */
export const useQueuePlace = () => {
  const [search, setSearch] = useSearchParams();
  const read = (name: string): string => search.get(name) ?? '';
  const choice: DoubtChoice = {
    carrier: read('carrier'),
    link: read('link'),
    batch: read('batch'),
    from: read('from'),
    to: read('to'),
  };
  const cursor = search.get('cursor');
  const go = (
    next: DoubtChoice,
    place: {
      cursor?: string | null;
      message?: string | null;
      lists?: Partial<Record<QueueList, string | null>>;
    },
  ) => {
    const url = new URLSearchParams();
    const lists = { ...Object.fromEntries(LISTS.map(list => [list, search.get(list)])), ...place.lists };
    for (const list of LISTS) if (lists[list]) url.set(list, lists[list]);
    for (const field of FIELDS) if (next[field] !== '') url.set(field, next[field]);
    if (place.cursor) url.set('cursor', place.cursor);
    if (place.message) url.set('message', place.message);
    setSearch(url, { preventScrollReset: true });
  };
  return {
    choice,
    cursor,
    message: search.get('message'),
    filtered: FIELDS.some(field => choice[field] !== ''),
    filterBy: (next: Partial<DoubtChoice>) => go({ ...choice, ...next }, {}),
    clear: () => go({ carrier: '', link: '', batch: '', from: '', to: '' }, {}),
    goTo: (next: string | null) => go(choice, { cursor: next }),
    open: (message: string | null) => go(choice, { cursor, message }),
    /** A page of another list: its cursor, and the way to another. */
    pageOf: (list: QueueList): ListPlace => ({
      cursor: search.get(list),
      goTo: next => go(choice, { cursor, lists: { [list]: next } }),
    }),
  };
};
