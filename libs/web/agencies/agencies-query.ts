import { listAgencies, type ResponseOf } from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';
import { useSearchParams } from 'react-router';

export type Agency = ResponseOf<typeof listAgencies>['items'][number];
export const AGENCY_STATES = ['active', 'suspended'] as const;
export type AgencyState = (typeof AGENCY_STATES)[number];

/** Where the page stands, all of it in the URL; `null`: no filter. */
export interface AgencyPlace {
  readonly search: string;
  readonly state: AgencyState | null;
  readonly cursor: string | null;
}

const ON_PAGE = 50;

export const agenciesQuery = ({ search, state, cursor }: AgencyPlace) =>
  queryOf(listAgencies, {
    query: { limit: ON_PAGE, ...(search && { search }), ...(state && { state }), ...(cursor && { cursor }) },
  });

export const readState = (given: string | null): AgencyState | null =>
  AGENCY_STATES.find(state => state === given) ?? null;

export const useAgencyPlace = () => {
  const [params, setParams] = useSearchParams();
  const place: AgencyPlace = {
    search: params.get('search') ?? '',
    state: readState(params.get('state')),
    cursor: params.get('cursor'),
  };
  const go = (next: Partial<AgencyPlace>) => {
    const url = new URLSearchParams();
    // Another question begins at its first page.
    for (const [name, value] of Object.entries({ ...place, cursor: null, ...next }))
      if (value) url.set(name, value);
    setParams(url, { preventScrollReset: true });
  };
  return { place, filtered: place.search !== '' || place.state !== null, go, clear: () => setParams({}) };
};
