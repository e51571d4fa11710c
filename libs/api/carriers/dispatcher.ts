import { MessageContents, type Content, type DispatchJob } from '@sms111/api/messages';
import { Clock, Db, LOG, type Log } from '@sms111/api/platform';
import { Routes, type Route } from '@sms111/api/routing';
import { splitIntoSegments } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { Claims, type Claim, type ClaimedMessage } from './claims';
import { LinkKeeper, type Reserved } from './link-keeper';
import type { HeldLink } from './held-link';
import { OutcomeWriter } from './outcome-writer';
import { submitClaim } from './submit-claim';
import { WORKER } from './worker-name';

/** A message of a range, opened and routed. */
interface Ready {
  readonly seq: number;
  readonly number: string;
  readonly parts: readonly string[];
  readonly route: Route;
}

/**
 * Hands the due messages of a woken range to their carriers' links. It may run never, twice, or twice at once:
 * the claims decide. What no link takes now stays due, and the sweep wakes it again.
 */
@Injectable()
export class Dispatcher {
  private stopping = false;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly contents: MessageContents,
    private readonly routes: Routes,
    private readonly links: LinkKeeper,
    private readonly claims: Claims,
    private readonly outcomes: OutcomeWriter,
    @Inject(LOG) private readonly log: Log,
  ) {}

  async range(job: DispatchJob): Promise<void> {
    const due = await this.due(job);
    if (due.length === 0) return;
    const contents = await this.contents.range(this.db, job.batch, job.from, job.to);
    const byCarrier = Map.groupBy(
      due.flatMap(seq => this.ready(seq, contents.get(seq)) ?? []),
      message => message.route.network,
    );
    await Promise.all([...byCarrier].map(([carrier, messages]) => this.feed(job, carrier, messages)));
  }

  /** No new claim from now on; what is in flight is written by the outcome writer. */
  stop(): void {
    this.stopping = true;
  }

  private async due(job: DispatchJob): Promise<number[]> {
    const rows = await this.db.query<{ seq: number }>(
      `SELECT s.seq FROM message_state s JOIN batch b ON b.id = s.batch
        WHERE s.batch = $1 AND s.seq BETWEEN $2 AND $3 AND s.state = 0 AND b.state = 1
          AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= $4)
        ORDER BY s.seq`,
      [job.batch, job.from, job.to, this.clock.now()],
    );
    return rows.map(row => row.seq);
  }

  /** `null` where the content is gone or nobody is to carry it: it stays visible as waiting. */
  private ready(seq: number, content: Content | undefined): Ready | null {
    const route = content && this.routes.resolve(content.number);
    return route ? { seq, number: content.number, parts: splitIntoSegments(content.text), route } : null;
  }

  /** Gives one carrier's messages to its links, a window at a time, without waiting for answers in between. */
  private async feed(job: DispatchJob, carrier: string, messages: readonly Ready[]): Promise<void> {
    let next = 0;
    let wanted = partsOf(messages);
    while (next < messages.length && !this.stopping) {
      const reserved = await this.links.reserve(carrier, wanted, messages[next]?.parts.length ?? 1);
      if (!reserved) return;
      const chosen = upTo(reserved.slots, messages, next);
      next += chosen.length;
      wanted -= partsOf(chosen);
      await this.hand(job, reserved, chosen);
    }
  }

  private async hand(job: DispatchJob, { link, slots }: Reserved, chosen: readonly Ready[]): Promise<void> {
    let claim: Claim | null;
    try {
      const seqs = chosen.map(message => message.seq);
      claim = await this.claims.take(job.batch, job.from, link.link.id, WORKER, seqs);
    } catch (error) {
      link.slots.give(slots);
      throw error;
    }
    if (!claim) {
      link.slots.give(slots);
      return;
    }
    const bySeq = new Map(chosen.map(message => [message.seq, message]));
    const claimed = claim.messages.flatMap(state => {
      const message = bySeq.get(state.seq);
      return message ? [{ state, message }] : [];
    });
    const held = claimed.reduce((sum, { message }) => sum + message.parts.length, 0);
    link.slots.give(slots - held);
    void this.submit(job.batch, link, claim.id, claimed, held).catch((error: unknown) => {
      // Nothing of it is known to have left or not: its lease decides.
      this.log.error({ err: error, batch: job.batch }, 'a claim could not be handed over');
      this.claims.forget(claim.id);
      link.slots.give(held);
    });
  }

  private async submit(
    batch: number,
    link: HeldLink,
    claim: number,
    claimed: readonly { state: ClaimedMessage; message: Ready }[],
    held: number,
  ): Promise<void> {
    const outgoing = claimed.map(({ state, message }) => ({
      ...state,
      batch,
      number: message.number,
      texts: message.parts,
      donor: message.route.donor ?? '',
      method: message.route.method,
    }));
    const results = await submitClaim(
      link.gate,
      link.link,
      outgoing,
      () => this.clock.now(),
      late => this.outcomes.submits(null, [late]),
    );
    this.outcomes.submits(claim, results, () => link.slots.give(held));
  }
}

const partsOf = (messages: readonly Ready[]): number =>
  messages.reduce((sum, { parts }) => sum + parts.length, 0);

/** As many messages as fit into the slots; at least one, which may be larger than a whole window. */
const upTo = (free: number, messages: readonly Ready[], from: number): Ready[] => {
  const chosen: Ready[] = [];
  let slots = 0;
  for (let i = from; i < messages.length; i++) {
    const message = messages[i];
    if (!message || (chosen.length > 0 && slots + message.parts.length > free)) break;
    chosen.push(message);
    slots += message.parts.length;
  }
  return chosen;
};
