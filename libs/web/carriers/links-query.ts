import { listLinks, showChange, showLink, type ResponseOf } from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';

export type LinkBoard = ResponseOf<typeof listLinks>;
export type CarrierLink = LinkBoard['links'][number];
export type CarrierOnBoard = LinkBoard['carriers'][number];
export type BoardChange = LinkBoard['changes'][number];
export type LinkDetail = ResponseOf<typeof showLink>;
export type LinkChange = LinkDetail['changes'][number];
export type LinkTest = LinkDetail['tests'][number];
export type LinkSettings = LinkDetail['settings'];

const POLL_MS = 5_000;
/** A worker says how its link is every few seconds; silence for a minute is an alarm. */
const STALE_MS = 60_000;

export const linksQuery = { ...queryOf(listLinks), refetchInterval: POLL_MS };

export const linkQuery = (linkId: string) => ({
  ...queryOf(showLink, { params: { linkId } }),
  refetchInterval: POLL_MS,
});

export const changeQuery = (changeId: string) => ({
  ...queryOf(showChange, { params: { changeId } }),
  refetchInterval: POLL_MS,
});

/** Whether messages can go out on it now. */
export const isUsable = ({ state, breaker }: CarrierLink): boolean => state === 'bound' && breaker !== 'open';

export const isStale = ({ enabled, state, seenAt }: CarrierLink, now: number): boolean =>
  enabled && state !== 'drained' && seenAt !== null && now - Date.parse(seenAt) > STALE_MS;

/** Every carrier with its links; one without any too. */
export const byCarrier = ({
  carriers,
  links,
}: Pick<LinkBoard, 'carriers' | 'links'>): [CarrierOnBoard, CarrierLink[]][] =>
  carriers.map(carrier => [carrier, links.filter(link => link.carrier === carrier.carrier)]);
