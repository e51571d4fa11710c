import { Clock, Db, KeyRing, LOG, unseal, type Log } from '@sms111/api/platform';
import { normaliseMessageId, statusName, type SubmitOutcome } from '@sms111/smpp';
import { carrierKey } from '@sms111/api/messages';
import { Inject, Injectable } from '@nestjs/common';
import { testNumberPlace } from './ask-link-test';
import { closeWords } from './bind-pause';
import type { HeldLink } from './held-link';
import { responseForm } from './id-forms';
import type { Link } from './link';
import { openLink } from './open-link';
import { segmentPdus } from './segment-pdus';

/** Nobody holds the link, or its holder died: the test is over. */
const GIVE_UP_SECONDS = 60;
/** A receipt that has not come by then is not waited for. */
const RECEIPT_HOURS = 25;

interface Asked {
  readonly id: string;
  readonly linkId: string;
  readonly kind: 'bind' | 'message';
  readonly numberSealed: Buffer | null;
  readonly sender: string | null;
}

/**
 * Tries links as people ask (`link_test`): a bind beside the session, or a message that says that it is a test and never comes from
 * 111 (BIL-16). It belongs to no batch and is charged to nobody; its receipt is told apart by its id.
 */
@Injectable()
export class RunLinkTests {
  /** By carrier key: tests whose receipt is awaited, of all workers, since a carrier may send it on any of its links. */
  private readonly awaited = new Map<string, string>();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** Begins what was asked of the links that this worker holds. */
  async execute(held: ReadonlyMap<string, HeldLink>): Promise<void> {
    const now = this.clock.now();
    const ids = [...held.keys()];
    const asked = await this.db.query<Asked>(
      `UPDATE link_test t SET state = 'running', started_at = $2
         FROM carrier_link k LEFT JOIN carrier_control c ON c.carrier = k.carrier
        WHERE t.state = 'waiting' AND t.link_id = ANY ($1) AND k.id = t.link_id
       RETURNING t.id, t.link_id AS "linkId", t.kind, t.number_sealed AS "numberSealed", c.test_sender AS sender`,
      [ids, now],
    );
    await this.db.query(
      `UPDATE link_test SET state = 'failed', answer = 'not-held', ended_at = $1
        WHERE state IN ('waiting', 'running') AND asked_at < $1::timestamptz - make_interval(secs => ${GIVE_UP_SECONDS})`,
      [now],
    );
    const keys = await this.db.query<{ id: string; key: string }>(
      `SELECT id, carrier_key AS key FROM link_test
        WHERE state = 'submitted' AND asked_at > $1::timestamptz - make_interval(hours => ${RECEIPT_HOURS})`,
      [now],
    );
    for (const { id, key } of keys) this.awaited.set(key, id);
    for (const test of asked) {
      const link = held.get(test.linkId);
      if (!link) continue;
      const deed = test.kind === 'bind' ? this.bind(test, link.link) : this.message(test, link);
      void deed.catch((error: unknown) => {
        this.log.warn({ err: error, link: test.linkId }, 'a link test failed');
        return this.end(test.id, 'failed', 'internal').catch(() => undefined);
      });
    }
  }

  /** Whether the receipt was that of a test message. */
  takesReceipt(key: string, code: string): boolean {
    const id = this.awaited.get(key);
    if (id === undefined) return false;
    this.awaited.delete(key);
    void this.db
      .query(
        `UPDATE link_test SET state = 'done', answer = $2, ended_at = $3 WHERE id = $1 AND state IN ('running', 'submitted')`,
        [id, code, this.clock.now()],
      )
      .catch((error: unknown) => this.log.warn({ err: error }, 'the receipt of a test message is lost'));
    return true;
  }

  private async bind(test: Asked, link: Link): Promise<void> {
    const answer = await new Promise<{ state: 'done' | 'failed'; words: string }>(resolve => {
      const session = openLink(link, link.ratePerSecond, {
        // Not answered: what comes here by chance, the carrier sends again to the link's own session.
        onDeliver: () => {},
        onState: (state, reason) => {
          if (state === 'bound') {
            resolve({ state: 'done', words: 'bound' });
            session.close();
          }
          if (state === 'closed') resolve({ state: 'failed', words: reason ? closeWords(reason) : 'closed' });
        },
      });
    });
    await this.end(test.id, answer.state, answer.words);
  }

  private async message(test: Asked, held: HeldLink): Promise<void> {
    const { link } = held;
    const { key } = await this.keys.platformKey();
    const number = unseal(key, testNumberPlace(test.id), test.numberSealed ?? Buffer.alloc(0)).toString();
    if (test.sender === null || test.sender === '111') return this.end(test.id, 'failed', 'no-sender');
    const pdus = segmentPdus({ ...uniqueKey(test.id), number, texts: [TEXT] }, link, test.sender);
    const outcome = await new Promise<SubmitOutcome>(resolve =>
      held.gate.submit(pdus, (_index, each) => {
        // At once: its receipt may be in the same packet.
        if (each.kind === 'accepted') this.awaited.set(keyOf(link, each.messageId), test.id);
        resolve(each);
      }),
    );
    if (outcome.kind !== 'accepted') return this.end(test.id, 'failed', wordsOf(outcome));
    await this.db.query(
      `UPDATE link_test SET state = CASE state WHEN 'running' THEN 'submitted' ELSE state END, carrier_key = $2,
              submitted_at = $3, answer = CASE answer WHEN '' THEN 'ESME_ROK' ELSE answer END
        WHERE id = $1`,
      [test.id, keyOf(link, outcome.messageId), this.clock.now()],
    );
  }

  private async end(id: string, state: 'done' | 'failed', answer: string): Promise<void> {
    await this.db.query('UPDATE link_test SET state = $2, answer = $3, ended_at = $4 WHERE id = $1', [
      id,
      state,
      answer,
      this.clock.now(),
    ]);
  }
}

/** The mark stands after the sender's name and counts (A12). */
const TEXT = '政府專屬短碼簡訊平臺\n【測試】線路測試，請忽略本訊息。';

const keyOf = (link: Link, messageId: string): string =>
  carrierKey(link.carrier, normaliseMessageId(messageId, responseForm(link.idForm)));

/** What tells a test message from others at the carrier; it stands in no batch. */
const uniqueKey = (id: string) => ({
  batch: Number.parseInt(id.slice(0, 8), 16),
  seq: Number.parseInt(id.slice(-6), 16),
});

const wordsOf = (outcome: Exclude<SubmitOutcome, { kind: 'accepted' }>): string =>
  outcome.kind === 'refused' ? statusName(outcome.status) : `${outcome.kind} ${outcome.reason}`;
