import { listLaneRights, urgentLane, type ResponseOf } from '@sms111/contracts';
import type { URGENT_LANES } from '@sms111/domain';
import { queryOf } from '@sms111/web/data';
import { useSearchParams } from 'react-router';

export type LaneRight = ResponseOf<typeof listLaneRights>['items'][number];
export type UrgentLane = (typeof URGENT_LANES)[number];

/** Where the page stands, all of it in the URL; `null`: no filter. */
export interface LanePlace {
  readonly search: string;
  readonly lane: UrgentLane | null;
  readonly cursor: string | null;
}

const ON_PAGE = 50;

export const laneRightsQuery = ({ search, lane, cursor }: LanePlace) =>
  queryOf(listLaneRights, {
    query: { limit: ON_PAGE, ...(search && { search }), ...(lane && { lane }), ...(cursor && { cursor }) },
  });

export const useLanePlace = () => {
  const [params, setParams] = useSearchParams();
  const lane = urgentLane.safeParse(params.get('lane'));
  const place: LanePlace = {
    search: params.get('search') ?? '',
    lane: lane.success ? lane.data : null,
    cursor: params.get('cursor'),
  };
  const go = (next: Partial<LanePlace>) => {
    const url = new URLSearchParams();
    // Another question begins at its first page.
    for (const [name, value] of Object.entries({ ...place, cursor: null, ...next }))
      if (value) url.set(name, value);
    setParams(url, { preventScrollReset: true });
  };
  return { place, filtered: place.search !== '' || place.lane !== null, go, clear: () => setParams({}) };
};
