import { listLinks, type ResponseOf } from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';

export type LinkBoard = ResponseOf<typeof listLinks>;
export type CarrierLink = LinkBoard['links'][number];

const POLL_MS = 5_000;
/** A worker says how its link is every few seconds; silence for a minute is an alarm. */
const STALE_MS = 60_000;

export const linksQuery = { ...queryOf(listLinks), refetchInterval: POLL_MS };

/** Whether a link should work and does not. */
export const isDown = ({ enabled, state }: CarrierLink): boolean => enabled && state !== 'bound';

export const isStale = ({ enabled, seenAt }: CarrierLink, now: number): boolean =>
  enabled && seenAt !== null && now - Date.parse(seenAt) > STALE_MS;

/** Carriers in the order of their first link, each with its links. */
export const byCarrier = (links: readonly CarrierLink[]): [string, CarrierLink[]][] =>
  [...new Set(links.map(link => link.carrier))].map(carrier => [
    carrier,
    links.filter(link => link.carrier === carrier),
  ]);
