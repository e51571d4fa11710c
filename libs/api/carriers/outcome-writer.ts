import {
  MovedOn,
  WriteOutcomes,
  type PartPlace,
  type Receipt,
  type SubmitResult,
} from '@sms111/api/messages';
import { Clock, Db, isOutage, LOG, type Log, type Tx } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Claims } from './claims';
import { EarlyReceipts } from './early-receipts';
import { HandOverMetrics } from './hand-over-metrics';
import { SubmittedParts } from './submitted-parts';

/** A claim all of whose messages have an outcome; or, without an id, an answer that came after its claim was closed. */
interface Finished {
  readonly kind: 'submits';
  readonly claim: number | null;
  readonly results: readonly SubmitResult[];
  readonly done: () => void;
}

interface Arrived {
  readonly kind: 'receipt';
  readonly receipt: Receipt;
  readonly answer: (committed: boolean) => void;
}

type Entry = Finished | Arrived;

const RETRY_MS = 500;
/** Messages in one transaction. */
const MOST = 4_000;

/**
 * Commits what carriers said, one transaction at a time: what arrives while a commit is under way goes together into the
 * next. So the hot rows of a batch are written once a group, a receipt cannot run beside the recording of its own submit,
 * and receipts are answered only when they are committed: a crash before makes the carrier repeat them.
 */
@Injectable()
export class OutcomeWriter {
  private waiting: Entry[] = [];
  private running: Promise<void> | null = null;
  private readonly parts = new SubmittedParts();
  /** Whose place is not recorded when they are written must be looked for there: they lose it. */
  private readonly early = new EarlyReceipts<Arrived>(({ receipt, ...entry }) =>
    this.add({ ...entry, receipt: { ...receipt, place: undefined } }),
  );

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly claims: Claims,
    private readonly outcomes: WriteOutcomes,
    private readonly metrics: HandOverMetrics,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** A claim is being handed over; it will be handed in here when all its parts have an outcome. */
  begins(claim: number): void {
    this.early.begins(claim);
  }

  /** A part was accepted under an id, perhaps after its claim was handed in. */
  accepted(claim: number, key: string, place: PartPlace): void {
    this.parts.add(key, place, claim);
  }

  /** `done` is called when the results are committed (or given up), to free the slots. */
  submits(claim: number | null, results: readonly SubmitResult[], done: () => void = () => {}): void {
    this.add({ kind: 'submits', claim, results, done });
    if (claim !== null) for (const entry of this.early.ends(claim)) this.add(entry);
  }

  /** A claim that went wrong on its way, so that nobody knows what has left: its lease ends in doubt. */
  abandon(claim: number, done: () => void): void {
    this.claims.abandon(claim);
    for (const entry of this.early.ends(claim)) this.add(entry);
    done();
  }

  /** `answer` is called with whether the receipt is committed; if not, the carrier should say it again. */
  receipt(receipt: Receipt, answer: (committed: boolean) => void): void {
    const known = this.parts.find(receipt.key);
    const entry: Arrived = { kind: 'receipt', receipt: { ...receipt, place: known?.place }, answer };
    if (known && this.early.isUnderWay(known.claim)) this.early.hold(known.claim, entry);
    else this.add(entry);
  }

  /** Resolves when everything handed in so far is committed. */
  async idle(): Promise<void> {
    while (this.running) await this.running;
  }

  private add(entry: Entry): void {
    this.waiting.push(entry);
    this.running ??= this.run();
  }

  private async run(): Promise<void> {
    try {
      // What else arrives in this turn of the loop belongs to the first group.
      await new Promise(resolve => setImmediate(resolve));
      while (this.waiting.length > 0) await this.group(this.nextGroup());
    } finally {
      this.running = null;
    }
  }

  private nextGroup(): Entry[] {
    let messages = 0;
    let count = 0;
    let apart = false;
    for (const entry of this.waiting) {
      const size = entry.kind === 'submits' ? entry.results.length : 1;
      // A late answer may speak of a message whose claim is in this group or comes yet: no other submits beside it.
      const late = entry.kind === 'submits' && entry.claim === null;
      const isOther = apart && entry.kind === 'submits';
      if (count > 0 && (late || isOther || messages + size > MOST)) break;
      apart ||= late;
      messages += size;
      count++;
    }
    return this.waiting.splice(0, count);
  }

  private async group(group: readonly Entry[]): Promise<void> {
    try {
      await this.commit(group);
      for (const entry of group) this.finish(entry, true);
    } catch (error) {
      if (group.length > 1) {
        // One bad apple must not spoil the group.
        for (const entry of group) await this.group([entry]);
        return;
      }
      const [entry] = group;
      if (!entry) return;
      if (entry.kind === 'submits' && entry.results.length > 1) {
        await this.apart(entry);
        return;
      }
      // A claim is left to its lease: the sweep makes it unconfirmed, which is the truth as far as anybody knows.
      this.log.error({ err: error, kind: entry.kind }, 'an outcome could not be written');
      this.finish(entry, false);
    }
  }

  /** Writes the messages of a claim one by one; what cannot be written leaves only itself in doubt. */
  private async apart(entry: Finished): Promise<void> {
    const unwritten: SubmitResult[] = [];
    for (const result of entry.results) {
      await this.commit([{ kind: 'submits', claim: null, results: [result], done: () => {} }]).catch(
        (error: unknown) => {
          unwritten.push(result);
          this.log.error({ err: error, batch: result.batch }, 'an outcome could not be written');
        },
      );
    }
    if (unwritten.length === 0) await this.commit([{ ...entry, results: [] }]).catch(() => undefined);
    else if (entry.claim !== null) await this.leave(entry.claim, entry.results, unwritten);
    this.finish(entry, unwritten.length === 0);
  }

  /** A claim keeps only what could not be written: nothing else of it is in doubt when its lease is over. */
  private async leave(
    claim: number,
    results: readonly SubmitResult[],
    unwritten: readonly SubmitResult[],
  ): Promise<void> {
    const written = results.filter(result => !unwritten.includes(result));
    await this.claims
      .keepOnly(claim, unwritten, written)
      .catch((error: unknown) => this.log.error({ err: error, claim }, 'a claim stays whole'));
  }

  private async commit(group: readonly Entry[]): Promise<void> {
    const submits = group.filter(entry => entry.kind === 'submits');
    const receipts = group.filter(entry => entry.kind === 'receipt').map(entry => entry.receipt);
    let carefully = false;
    for (;;) {
      try {
        const now = this.clock.now();
        const began = performance.now();
        await this.db.transaction(async tx => {
          if (carefully) await this.writeCarefully(tx, submits, receipts, now);
          else await this.write(tx, submits, receipts, now);
        }, 'by-key');
        const results = submits.flatMap(entry => entry.results);
        this.metrics.group(results, receipts, (performance.now() - began) / 1000);
        return;
      } catch (error) {
        if (error instanceof MovedOn && !carefully) {
          carefully = true;
          continue;
        }
        if (!isOutage(error)) throw error;
        // It may have been committed all the same, and only the answer was lost.
        carefully = true;
        this.log.warn({ err: error }, 'the database is out of reach; answers and receipts wait');
        await pause(RETRY_MS);
      }
    }
  }

  /** The claims end while their results are written; that they all still stood turns out at the end. */
  private async write(
    tx: Tx,
    submits: readonly Finished[],
    receipts: readonly Receipt[],
    now: Date,
  ): Promise<void> {
    const claims = submits.flatMap(entry => entry.claim ?? []);
    const ending = claims.length > 0 ? this.claims.end(tx, claims) : Promise.resolve(new Set<number>());
    const results = submits.flatMap(entry => entry.results);
    const [stood] = await Promise.all([ending, this.outcomes.execute(tx, { results, receipts }, now, false)]);
    if (stood.size < claims.length) throw new MovedOn('a claim was closed meanwhile');
  }

  private async writeCarefully(
    tx: Tx,
    submits: readonly Finished[],
    receipts: readonly Receipt[],
    now: Date,
  ): Promise<void> {
    const claims = submits.flatMap(entry => entry.claim ?? []);
    const stood = await this.claims.end(tx, claims);
    const results = submits.flatMap(({ claim, results }) =>
      // Closed as a dead worker's while we lived: its messages are in doubt, and this ends the doubt. Or recorded before.
      claim !== null && stood.has(claim) ? results : results.map(result => ({ ...result, late: true })),
    );
    await this.outcomes.execute(tx, { results, receipts }, now, true);
  }

  private finish(entry: Entry, committed: boolean): void {
    if (entry.kind === 'receipt') {
      entry.answer(committed);
      return;
    }
    if (entry.claim !== null && committed) this.claims.recorded(entry.claim, entry.results);
    else if (entry.claim !== null) this.claims.abandon(entry.claim);
    entry.done();
  }
}
