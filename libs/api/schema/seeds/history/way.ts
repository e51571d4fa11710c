import { allParts, bit } from '@sms111/api/messages';
import type { Route } from '@sms111/api/routing';
import {
  deriveOutcome,
  outcomeOfStat,
  type MessageState,
  type Outcome,
  type PartState,
  type Reason,
} from '@sms111/domain';
import type { Random } from '../random';
import { HOUR_MS, MINUTE_MS } from '../taipei';
import type { CarrierIds } from './carrier-ids';
import { SILENCE_MS, VALIDITY_MS, type Fate } from './fates';

/** ESME_RTHROTTLED and ESME_RINVDSTADR. */
const THROTTLED = 0x58;
const BAD_NUMBER = 0x0b;

interface Submit {
  readonly part: number;
  readonly carrierId: string;
  readonly at: number;
}

interface Refusal {
  readonly part: number;
  readonly status: number;
  readonly final: boolean;
  readonly at: number;
}

interface PartWord extends Outcome<PartState> {
  readonly part: number;
  readonly code: string;
  readonly doneAt: number;
  readonly at: number;
}

/** The whole way of one message to its end. Instants are ms. */
export interface Way {
  readonly state: MessageState;
  readonly reason: Reason;
  readonly parts: number;
  /** Bits of parts, part 1 first. */
  readonly accepted: number;
  readonly delivered: number;
  readonly failed: number;
  readonly attempts: number;
  readonly network: string;
  readonly donor: string;
  readonly method: Route['method'];
  readonly link: string;
  readonly submits: readonly Submit[];
  readonly refusals: readonly Refusal[];
  readonly words: readonly PartWord[];
  /** When it left, or was turned away. */
  readonly leftAt: number;
  readonly submittedAt: number | null;
  readonly finalAt: number | null;
}

export interface Departure {
  readonly parts: number;
  readonly route: Route;
  readonly at: number;
  /** By when its last word has come, where it is not a slow one. */
  readonly until: number;
  readonly fate: Fate;
}

/** Tells the way of a message from its departure to its fate, in times that are likely. */
export const tellWay = (given: Departure, random: Random, ids: CarrierIds): Way => {
  const { route, parts, fate } = given;
  const base = {
    parts,
    network: route.network,
    donor: route.donor ?? '',
    method: route.method,
    link: `${route.network}-${random.chance(0.55) ? 'A' : 'B'}`,
    attempts: 1,
    ...NOTHING,
    leftAt: given.at,
  };
  if (fate.kind === 'no-answer') {
    return { ...base, state: 'unconfirmed', reason: 'no-answer', submittedAt: given.at };
  }
  const refusal = { part: 1, at: given.at };
  if (fate.kind === 'refused') {
    const refusals = [{ ...refusal, status: BAD_NUMBER, final: true }];
    return {
      ...base,
      state: 'failed',
      reason: 'invalid-number',
      failed: allParts(parts),
      refusals,
      finalAt: given.at,
    };
  }
  const retried = fate.kind === 'retried';
  const at = retried ? given.at + random.whole(700, 1_900) : given.at;
  const submits = numbers(parts).map(part => ({
    part,
    carrierId: ids.next(route.network, at),
    at: at + (part - 1) * 2,
  }));
  const taken = {
    ...base,
    attempts: retried ? 2 : 1,
    refusals: retried ? [{ ...refusal, status: THROTTLED, final: false }] : [],
    accepted: allParts(parts),
    submits,
    leftAt: submits.at(-1)?.at ?? at,
    submittedAt: at,
  };
  if (fate.kind === 'silent')
    return { ...taken, state: 'unknown', reason: 'unknown', finalAt: at + SILENCE_MS };
  const words = lastWords(submits, fate, given.until, random);
  return {
    ...taken,
    ...bitsOf(words),
    ...deriveOutcome(words),
    words,
    finalAt: Math.max(...words.map(each => each.at)),
  };
};

const NOTHING = {
  accepted: 0,
  delivered: 0,
  failed: 0,
  submits: [],
  refusals: [],
  words: [],
  submittedAt: null,
  finalAt: null,
} as const;

const numbers = (parts: number): number[] => Array.from({ length: parts }, (_, i) => i + 1);

const bitsOf = (words: readonly PartWord[]) => {
  let [delivered, failed] = [0, 0];
  for (const { part, state } of words) {
    if (state === 'delivered') delivered |= bit(part);
    else failed |= bit(part);
  }
  return { delivered, failed };
};

/** A carrier's word on every part. Of a long message that goes wrong, often only one part does. */
const lastWords = (submits: readonly Submit[], fate: Fate, until: number, random: Random): PartWord[] => {
  const [stat, err] = fate.kind === 'receipt' ? [fate.stat, fate.err] : ['DELIVRD', '000'];
  const only = submits.length > 1 && random.chance(0.3) ? random.whole(1, submits.length) : null;
  const delay = delayOf(stat, random);
  return submits.map(({ part, at }) => {
    const meets = only === null || only === part;
    const [word, number] = meets ? [stat, err] : ['DELIVRD', '000'];
    const outcome = outcomeOfStat(word, number);
    if (!outcome) throw new Error(`${word} is no last word`);
    const wished = at + (meets ? delay : delayOf(word, random)) + part * random.whole(20, 400);
    const told = word === 'EXPIRED' || wished <= until ? wished : at + random.whole(1_500, 9_000);
    return { ...outcome, part, code: `${word} ${number}`, doneAt: told - random.whole(200, 900), at: told };
  });
};

/** Most handsets answer within seconds; some are switched off for hours; a wrong number is known at once. */
const delayOf = (stat: string, random: Random): number => {
  if (stat === 'EXPIRED') return VALIDITY_MS + random.whole(1_000, 90_000);
  if (stat !== 'DELIVRD') return random.whole(600, 9_000);
  if (random.chance(0.93)) return 1_200 + Math.round(-Math.log(1 - random.next()) * 3_500);
  return random.skewed(2 * MINUTE_MS, 5 * HOUR_MS);
};
