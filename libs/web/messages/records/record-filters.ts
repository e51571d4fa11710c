import { type CallOf, channel, messageState, network, type searchMessages } from '@sms111/contracts';
import { instantsOf, isDay, PERIODS, type Period, type PeriodChoice } from './period';

type Query = CallOf<typeof searchMessages>['query'];

/** What the records page is filtered by, as it stands in the URL. An empty text is no filter. */
export interface RecordFilters extends PeriodChoice {
  readonly number: string;
  readonly state: Query['state'] | null;
  readonly batch: string;
  readonly carrier: Query['carrier'] | null;
  readonly channel: Query['channel'] | null;
}

export const DEFAULT_PERIOD: Period = 'week';

const oneOf = <T extends string>(options: readonly T[], text: string | null): T | null =>
  options.find(option => option === text) ?? null;

/** Reads the filters from the URL; what is not understood there is no filter. */
export const filtersFrom = (search: URLSearchParams): RecordFilters => {
  const from = search.get('from');
  const to = search.get('to');
  return {
    period: oneOf(PERIODS, search.get('period')) ?? DEFAULT_PERIOD,
    from: isDay(from) ? from : null,
    to: isDay(to) ? to : null,
    number: search.get('number') ?? '',
    state: oneOf(messageState.options, search.get('state')),
    batch: search.get('batch') ?? '',
    carrier: oneOf(network.options, search.get('carrier')),
    channel: oneOf(channel.options, search.get('channel')),
  };
};

/** The URL of the filters; what is at its default is left out, and so is the place in the list. */
export const searchOf = (filters: RecordFilters): URLSearchParams => {
  const search = new URLSearchParams();
  const put = (name: string, value: string | null | undefined) => {
    if (value) search.set(name, value);
  };
  put('period', filters.period === DEFAULT_PERIOD ? null : filters.period);
  if (filters.period === 'own') {
    put('from', filters.from);
    put('to', filters.to);
  }
  put('number', filters.number.trim());
  put('state', filters.state);
  put('batch', filters.batch.trim());
  put('carrier', filters.carrier);
  put('channel', filters.channel);
  return search;
};

/** The question to the API. `number` is the normalised one. A batch is looked up whole, at any time. */
export const queryOfFilters = (filters: RecordFilters, number: string | null, now: Date): Query => ({
  ...(filters.batch === '' ? instantsOf(filters, now) : { batch: filters.batch }),
  ...(number === null ? {} : { number }),
  ...(filters.state ? { state: filters.state } : {}),
  ...(filters.carrier ? { carrier: filters.carrier } : {}),
  ...(filters.channel ? { channel: filters.channel } : {}),
});

export const isFiltered = (filters: RecordFilters): boolean => searchOf(filters).size > 0;
