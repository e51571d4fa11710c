import { bools, instants, int2s, int4s, int8s, texts, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { afterSubmit, allParts, type BeforeSubmit, type PartOutcome } from './after-submit';
import { ApplyReceipts } from './apply-receipts';
import { DoubtLinks } from './doubt/doubt-links';
import { REASON, ROUTE_METHOD, S, STATE, type RouteMethod } from './codes';
import { moving, Transitions, type Moved } from './transitions';

/** Why a message went to its carrier; frozen on it. */
export interface FrozenRoute {
  /** Whom its block was first given to; empty where nobody owns it. */
  readonly donor: string;
  readonly method: RouteMethod;
  /** The snapshot of ported numbers that was in force. */
  readonly snapshot: number | null;
}

/** One message of a claim and what came of its parts. */
export interface SubmitResult extends BeforeSubmit {
  readonly batch: number;
  readonly seq: number;
  readonly link: string;
  readonly carrier: string;
  readonly route: FrozenRoute;
  /** What is new, and written down. */
  readonly outcomes: readonly PartOutcome[];
  /** The last outcome of every part of this attempt, where some were written down before: the state follows from these. */
  readonly settled?: readonly PartOutcome[];
  /** An answer that came after the attempt had been recorded without it, or after its claim had been closed. */
  readonly late?: boolean;
  /** The carrier does not know the number; this one is to be asked, once. */
  readonly reroute?: string | null;
  readonly at: Date;
}

/** Every part has its last word: the parts that went out were answered before the rest was refused. */
const RESOLVED = '(s.delivered_parts | s.failed_parts | r.failed) = (1 << s.parts) - 1';
/**
 * What is in doubt is never due again, but for one case: the late answer to this very attempt, after which no part of it is
 * in doubt any more and what it left behind never left.
 */
const KEPT = `(s.state = ${S.unconfirmed} AND r.state = ${S.accepted} AND r.answers IS DISTINCT FROM s.attempts)`;
const AFTER = `(CASE WHEN ${KEPT} THEN s.state
  WHEN r.state = ${S.submitted} AND ${RESOLVED} THEN
    CASE WHEN s.delivered_parts = 0 THEN ${S.failed} ELSE ${S.partlyDelivered} END
  ELSE r.state END)`;

/** Nearly every message: each part accepted at the first attempt. Routes are few, so they are named once. */
const PLAIN = `UPDATE message_state s
   SET state = ${S.submitted}, reason = 0, accepted_parts = (1 << s.parts) - 1, attempts = 1, next_attempt_at = NULL,
       carrier = ($5::text[])[r.route], donor = ($6::text[])[r.route], route_method = ($7::smallint[])[r.route],
       route_snapshot = ($8::int[])[r.route], link = ($9::text[])[r.route], carrier_message_id = r.id, submitted_at = $10
  FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::text[]) AS r (batch, seq, route, id)
 WHERE s.batch = r.batch AND s.seq = r.seq AND s.state = ${S.accepted}`;

const ANY = `UPDATE message_state s
   SET state = ${AFTER}, reason = CASE WHEN ${KEPT} THEN s.reason ELSE r.reason END,
       accepted_parts = s.accepted_parts | r.accepted, failed_parts = s.failed_parts | r.failed,
       attempts = greatest(s.attempts, r.attempts),
       next_attempt_at = CASE WHEN ${KEPT} THEN s.next_attempt_at ELSE r.next_at END,
       carrier = r.carrier, donor = r.donor, route_method = r.method, route_snapshot = r.snapshot,
       reroute = coalesce(s.reroute, r.reroute), link = coalesce(r.link, s.link),
       carrier_message_id = coalesce(r.id, s.carrier_message_id),
       submitted_at = CASE WHEN r.accepted <> 0 OR r.state = ${S.unconfirmed} THEN coalesce(s.submitted_at, r.at)
                           ELSE s.submitted_at END,
       final_at = CASE WHEN r.state = ${S.failed} OR (r.state = ${S.submitted} AND ${RESOLVED}) THEN r.at ELSE s.final_at END
  FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::smallint[], $5::smallint[], $6::smallint[], $7::smallint[],
              $8::timestamptz[], $9::text[], $10::text[], $11::smallint[], $12::int[], $13::text[], $14::timestamptz[],
              $15::smallint[], $16::text[], $17::text[])
       AS r (batch, seq, state, reason, accepted, failed, attempts, next_at, carrier, donor, method, snapshot, reroute, at, answers,
             link, id)
 WHERE s.batch = r.batch AND s.seq = r.seq AND s.state IN (${S.accepted}, ${S.unconfirmed})`;

/** Records what a carrier answered to claims: ids per part, states, counters, money; then looks for receipts that came first. */
@Injectable()
export class RecordSubmits {
  constructor(
    private readonly transitions: Transitions,
    private readonly receipts: ApplyReceipts,
    private readonly doubt: DoubtLinks,
  ) {}

  async execute(tx: Tx, results: readonly SubmitResult[], now: Date): Promise<void> {
    await this.transitions.apply(tx, await this.moves(tx, results, now), now);
    await this.inDoubt(tx, results);
  }

  /** Remembers which link was asked, once the moves were applied. */
  inDoubt(tx: Tx, results: readonly SubmitResult[]): Promise<void> {
    return this.doubt.remember(
      tx,
      results.filter(({ outcomes }) => outcomes.some(({ kind }) => kind === 'no-answer')),
    );
  }

  /**
   * All of them plain: one statement, sent before this returns to its caller, so that what the caller asks for next comes after
   * it. `null`: some had moved on meanwhile (their claim was closed as a dead worker's), and each must be looked at.
   */
  async plainMoves(tx: Tx, results: readonly SubmitResult[], now: Date): Promise<Moved[] | null> {
    const recording = this.plain(tx, results, now);
    const storing = this.parts(tx, results);
    const early = storing.then(ids => this.receipts.early(tx, ids, now));
    const [moved, , found] = await Promise.all([recording, storing, early]);
    return sumOf(moved) < results.length ? null : [...moved, ...found];
  }

  /** The rows without what follows from them: the caller applies that once, with all other moves of its transaction. */
  async moves(tx: Tx, results: readonly SubmitResult[], now: Date): Promise<Moved[]> {
    if (results.length === 0) return [];
    const accepted = await this.parts(tx, results);
    await this.refusals(tx, results);
    const moved = await this.states(tx, results, now);
    return [...moved, ...(await this.receipts.early(tx, accepted, now))];
  }

  /**
   * Ids of accepted parts; those of messages of one part go into their state. A part that was accepted twice would break the
   * primary key: it must not happen silently. Only of a late answer a person may have written down the id before, whom the
   * carrier had told it.
   */
  private async parts(tx: Tx, results: readonly SubmitResult[]): Promise<string[]> {
    const ids: string[] = [];
    const rows: { result: SubmitResult; part: number; id: string }[] = [];
    for (const result of results) {
      for (const outcome of result.outcomes) {
        if (outcome.kind !== 'accepted') continue;
        const { part } = outcome;
        const id = carrierKey(result.carrier, outcome.carrierMessageId);
        ids.push(id);
        if (result.late && (await this.rewrite(tx, result, part, id))) continue;
        if (result.parts > 1) rows.push({ result, part, id });
      }
    }
    if (rows.length > 0) {
      await tx.execute(
        `INSERT INTO submit_part (batch, seq, part, link, carrier_message_id, submitted_at)
         SELECT * FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::text[], $5::text[], $6::timestamptz[])`,
        [
          int8s(rows.map(({ result }) => result.batch)),
          int4s(rows.map(({ result }) => result.seq)),
          int2s(rows.map(({ part }) => part)),
          texts(rows.map(({ result }) => result.link)),
          texts(rows.map(({ id }) => id)),
          instants(rows.map(({ result }) => result.at)),
        ],
      );
    }
    return ids;
  }

  /** The carrier's own answer stands over what a person was told of it. `false`: nobody wrote an id down before. */
  private async rewrite(tx: Tx, result: SubmitResult, part: number, id: string): Promise<boolean> {
    if (result.parts === 1) {
      await tx.execute(
        'UPDATE message_state SET carrier_message_id = $3, link = $4 WHERE batch = $1 AND seq = $2',
        [result.batch, result.seq, id, result.link],
      );
      return true;
    }
    const rewritten = await tx.execute(
      `UPDATE submit_part SET carrier_message_id = $4, link = $5, submitted_at = $6
        WHERE batch = $1 AND seq = $2 AND part = $3`,
      [result.batch, result.seq, part, id, result.link, result.at],
    );
    return rewritten > 0;
  }

  private async refusals(tx: Tx, results: readonly SubmitResult[]): Promise<void> {
    const rows = results.flatMap(result =>
      result.outcomes.flatMap(outcome => (outcome.kind === 'refused' ? [{ result, outcome }] : [])),
    );
    if (rows.length === 0) return;
    await tx.execute(
      `INSERT INTO submit_refusal (batch, seq, part, link, status, final, at)
       SELECT * FROM unnest($1::bigint[], $2::int[], $3::smallint[], $4::text[], $5::bigint[], $6::boolean[], $7::timestamptz[])`,
      [
        int8s(rows.map(({ result }) => result.batch)),
        int4s(rows.map(({ result }) => result.seq)),
        int2s(rows.map(({ outcome }) => outcome.part)),
        texts(rows.map(({ result }) => result.link)),
        int8s(rows.map(({ outcome }) => outcome.status)),
        bools(rows.map(({ outcome }) => outcome.permanent)),
        instants(rows.map(({ result }) => result.at)),
      ],
    );
  }

  private async states(tx: Tx, results: readonly SubmitResult[], now: Date): Promise<Moved[]> {
    const plain = results.filter(isPlainResult);
    const others = results.filter(result => !isPlainResult(result));
    const moved = plain.length === 0 ? [] : await this.plain(tx, plain, now);
    // Some had moved on meanwhile (their claim was closed as a dead worker's): each by what it is now.
    if (sumOf(moved) < plain.length) others.push(...plain);
    return others.length === 0 ? moved : [...moved, ...(await this.any(tx, others, now))];
  }

  private plain(tx: Tx, results: readonly SubmitResult[], now: Date): Promise<Moved[]> {
    const routes: Pick<SubmitResult, 'carrier' | 'route' | 'link'>[] = [];
    const places = new Map<string, number>();
    const placeOf = ({ carrier, route, link }: SubmitResult): number => {
      const key = `${link}/${route.donor}/${route.method}/${route.snapshot}`;
      const known = places.get(key);
      if (known !== undefined) return known;
      const place = routes.push({ carrier, route, link });
      places.set(key, place);
      return place;
    };
    return tx.query<Moved>(moving(PLAIN), [
      int8s(results.map(r => r.batch)),
      int4s(results.map(r => r.seq)),
      int2s(results.map(placeOf)),
      texts(results.map(idOf)),
      texts(routes.map(r => r.carrier)),
      texts(routes.map(r => r.route.donor)),
      int2s(routes.map(r => ROUTE_METHOD.number(r.route.method))),
      int4s(routes.map(r => r.route.snapshot)),
      texts(routes.map(r => r.link)),
      now,
    ]);
  }

  private any(tx: Tx, results: readonly SubmitResult[], now: Date): Promise<Moved[]> {
    const after = results.map(result =>
      afterSubmit(result, result.settled ?? result.outcomes, now, { reroute: Boolean(result.reroute) }),
    );
    return tx.query<Moved>(moving(ANY), [
      int8s(results.map(r => r.batch)),
      int4s(results.map(r => r.seq)),
      int2s(after.map(a => STATE.number(a.state))),
      int2s(after.map(a => REASON.number(a.reason))),
      int2s(after.map(a => a.acceptedParts)),
      int2s(after.map(a => a.failedParts)),
      int2s(after.map(a => a.attempts)),
      instants(after.map(a => a.nextAttemptAt)),
      texts(results.map(r => r.carrier)),
      texts(results.map(r => r.route.donor)),
      int2s(results.map(r => ROUTE_METHOD.number(r.route.method))),
      int4s(results.map(r => r.route.snapshot)),
      texts(results.map(r => r.reroute ?? null)),
      instants(results.map(r => r.at)),
      int2s(results.map(answeredAttempts)),
      texts(results.map(r => (idOf(r) === null ? null : r.link))),
      texts(results.map(idOf)),
    ]);
  }
}

/** The carrier's id of a message of one part that it accepted: kept in the state. */
const idOf = ({ parts, carrier, outcomes }: SubmitResult): string | null => {
  const [first] = outcomes;
  return parts === 1 && first?.kind === 'accepted' ? carrierKey(carrier, first.carrierMessageId) : null;
};

/** How many attempts the message in doubt has behind it that a late answer speaks of: without its own, or with it. */
const answeredAttempts = ({ late, settled, attempts }: SubmitResult): number | null => {
  if (!late) return null;
  return settled ? attempts + 1 : attempts;
};

const sumOf = (moved: readonly Moved[]): number => moved.reduce((sum, m) => sum + m.messages, 0);

/** The first attempt, and every part of it was accepted. */
export const isPlainResult = ({ parts, acceptedParts, attempts, late, outcomes }: SubmitResult): boolean => {
  if (late || attempts !== 0 || acceptedParts !== 0 || outcomes.length !== parts) return false;
  let bits = 0;
  for (const outcome of outcomes) if (outcome.kind === 'accepted') bits |= 1 << (outcome.part - 1);
  return bits === allParts(parts);
};

/** Carriers count their ids alike, so an id is kept with its carrier. */
export const carrierKey = (carrier: string, id: string): string => `${carrier}:${id}`;
