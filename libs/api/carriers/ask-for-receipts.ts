import { ApplyReceipts, QUERIED, queuePolicy, type Receipt } from '@sms111/api/messages';
import { Clock, Db, LOG, type Log, Round } from '@sms111/api/platform';
import { outcomeOfMessageState } from '@sms111/domain';
import { receiptTime, type QuerySmResp } from '@sms111/smpp';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import type { HeldLink } from './held-link';
import { responseForm } from './id-forms';
import type { Link } from './link';
import { LinkKeeper } from './link-keeper';
import { OverdueReceipts, type OverdueReceipt } from './overdue-receipts';
import { SENDER } from './segment-pdus';

const EVERY_MS = 1_000;

/** `message_state` as the word of a text receipt (5.2.28), for the record. */
const WORDS = [
  'SCHEDULED',
  'ENROUTE',
  'DELIVRD',
  'EXPIRED',
  'DELETED',
  'UNDELIV',
  'ACCEPTD',
  'UNKNOWN',
  'REJECTD',
];

/**
 * Asks carriers that offer it (`query_sm`) about segments whose receipt does not come: a few a second and link, the oldest
 * first, each a few times. A final answer counts as the receipt. It needs the carrier's id, so it never serves what is in doubt.
 */
@Injectable()
export class AskForReceipts {
  private readonly round = new Round();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly links: LinkKeeper,
    private readonly overdue: OverdueReceipts,
    private readonly receipts: ApplyReceipts,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'carriers could not be asked for receipts'),
    );
  }

  /** One round: looks further for what is overdue, and asks on each bound link of this worker. */
  async run(): Promise<void> {
    const carriers = await this.offering();
    if (carriers.length === 0) return;
    const policy = await queuePolicy(this.db);
    const more = await this.overdue.look(carriers, policy.queryAfterSeconds);
    if (!more) await this.overdue.forgetOld();
    const links = this.links.all.filter(({ link, isBound }) => isBound && carriers.includes(link.carrier));
    const byId = new Map(links.map(held => [held.link.id, held]));
    const due = await this.overdue.take([...byId.keys()], policy.queryPerSecond, policy.queryMost);
    const found = await Promise.all(
      due.map(async each => {
        const held = byId.get(each.link);
        return held ? this.askOne(held, each) : null;
      }),
    );
    const words = found.flatMap(word => word ?? []);
    if (words.length === 0) return;
    await this.db.transaction(tx => this.receipts.execute(tx, words, this.clock.now()), 'by-key');
  }

  private async offering(): Promise<string[]> {
    const rows = await this.db.query<{ carrier: string }>(
      'SELECT carrier FROM carrier_control WHERE offers_query_sm ORDER BY carrier',
    );
    return rows.map(row => row.carrier);
  }

  private async askOne(held: HeldLink, overdue: OverdueReceipt): Promise<Receipt | null> {
    const { link } = held;
    const outcome = await held.query({
      messageId: asGiven(overdue.key.slice(overdue.key.indexOf(':') + 1), link),
      sourceAddrTon: link.sourceTon,
      sourceAddrNpi: link.sourceNpi,
      sourceAddr: SENDER,
    });
    return outcome.kind === 'answered' ? this.wordOf(overdue, outcome.response) : null;
  }

  /** A carrier that does not know either has said nothing: a receipt may still come, and the first word would stand. */
  private wordOf(
    overdue: OverdueReceipt,
    { messageState, errorCode, finalDate }: QuerySmResp,
  ): Receipt | null {
    const outcome = outcomeOfMessageState(messageState, errorCode);
    if (!outcome || outcome.state === 'unknown') return null;
    const done = receiptTime(finalDate);
    const code = `${QUERIED}${WORDS[messageState] ?? messageState}${errorCode > 0 ? ` ${errorCode}` : ''}`;
    return {
      ...{ key: overdue.key, place: overdue, state: outcome.state, reason: outcome.reason, code },
      ...{ doneAt: done === null ? null : new Date(done), receivedAt: this.clock.now() },
    };
  }
}

/** The id as the carrier spelt it in its response. */
const asGiven = (id: string, link: Link): string =>
  responseForm(link.idForm) === 'hex' && /^\d+$/.test(id) ? BigInt(id).toString(16) : id;
