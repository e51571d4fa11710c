import type { CarrierCode, LinkName } from './carriers';
import { isCarrierCode, isLinkName } from './carriers';
import type { Exchange } from './exchange';
import type { FaultKind, FaultRequest } from './faults';
import { FAULT_KINDS } from './faults';

/** What can be asked of links by command: a fault, the end of all faults, or another setting. */
export interface Command extends Omit<FaultRequest, 'kind'> {
  /** All links of a carrier; with neither carrier nor link: all six. */
  carrier?: CarrierCode;
  link?: LinkName;
  /** `normal` ends every fault; `settings` changes the granted rate and the response time for good. */
  kind: FaultKind | 'normal' | 'settings';
  /** settings: submits a second, 0 = unlimited. */
  tps?: number;
}

/** Largest values that make sense; they keep timers inside Node's range. */
const LIMITS = { count: 1e9, seconds: 86_400, afterSubmits: 1e9, rtt: 600_000, tps: 1e6 } as const;

/** Reads a command from JSON; a sentence when it is none. */
export const readCommand = (body: unknown): Command | string => {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return 'a JSON object is expected';
  const given: Record<string, unknown> = { ...body };
  const known = new Set(['carrier', 'link', 'kind', 'accept', 'enquire', ...Object.keys(LIMITS)]);
  const stranger = Object.keys(given).find(key => !known.has(key));
  if (stranger !== undefined) return `"${stranger}" is not a field of a command`;
  const kinds = [...FAULT_KINDS, 'normal', 'settings'] as const;
  const kind = kinds.find(one => one === given['kind']);
  if (!kind) return `kind must be one of ${kinds.join(', ')}`;
  const { carrier, link, accept, enquire } = given;
  if (carrier !== undefined && !isCarrierCode(carrier)) return 'carrier must be CHT, TWM or FET';
  if (link !== undefined && !isLinkName(link)) return 'link must be one of CHT-A … FET-B';
  if (accept !== undefined && typeof accept !== 'boolean') return 'accept must be true or false';
  if (enquire !== undefined && typeof enquire !== 'boolean') return 'enquire must be true or false';
  const command: Command = { kind, carrier, link, accept, enquire };
  for (const name of ['count', 'seconds', 'afterSubmits', 'rtt', 'tps'] as const) {
    const value = given[name];
    if (value === undefined) continue;
    if (typeof value !== 'number' || !Number.isFinite(value) || value < 0 || value > LIMITS[name]) {
      return `${name} must be a number from 0 to ${LIMITS[name]}`;
    }
    if (name !== 'seconds' && !Number.isInteger(value)) return `${name} must be a whole number`;
    command[name] = value;
  }
  if (kind === 'slow' && command.rtt === undefined) return 'slow needs rtt, in milliseconds';
  return command;
};

/** Does it to every link that is meant, at once. */
export const runCommand = (exchange: Exchange, command: Command, now: number): void => {
  const { carrier, link, kind, tps, ...rest } = command;
  for (const one of exchange.links) {
    if ((carrier && one.carrier !== carrier) || (link && one.name !== link)) continue;
    if (kind === 'normal') one.faults.clear();
    else if (kind === 'settings') {
      if (tps !== undefined) one.bucket.grant(tps);
      if (rest.rtt !== undefined) one.rttMs = rest.rtt;
    } else one.disturb({ kind, ...rest }, now);
  }
  exchange.endTurn();
  // Receipts that the fault held back move on when it ends, though nothing else may happen then.
  if (rest.seconds !== undefined) setTimeout(() => exchange.endTurn(), rest.seconds * 1000 + 1).unref();
};
