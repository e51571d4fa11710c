import { AccountViews } from '@sms111/api/accounts';
import { AuditTrail } from '@sms111/api/audit';
import { Notices } from '@sms111/api/notices';
import { Clock, problem, type Actor, type Tx } from '@sms111/api/platform';
import type { InputOf, resolveMessages } from '@sms111/contracts';
import { parseMessageId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { REASON, S } from '../codes';
import { ApplyResolution } from './apply-resolution';
import { doubtRows } from './doubt-rows';
import { MOST_RESOLVED, segmentsOf } from './doubt.views';
import { queuePolicy } from './queue-policy';
import { ResolutionViews, type AskedOf, type ResolutionShown } from './resolution.views';
import { withoutNumbers } from './without-numbers';

type Request = InputOf<typeof resolveMessages>['body'];
type Key = { readonly batch: number; readonly seq: number };

/**
 * A person enters what the carrier said of messages in doubt (ARC-11). The messages are named one by one when the word is
 * entered, so that what a second person approves is what was proposed. A delivery costs money and always takes two.
 */
@Injectable()
export class ResolveMessages {
  constructor(
    private readonly clock: Clock,
    private readonly audit: AuditTrail,
    private readonly apply: ApplyResolution,
    private readonly views: ResolutionViews,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
  ) {}

  /** Problems: `invalid-request`, `nothing-in-doubt`, `doubt-changed` {messages}, `doubt-too-large` {maximum}. */
  async execute(tx: Tx, actor: Actor, request: Request): Promise<ResolutionShown> {
    const asked = askedOf(request);
    const keys = await this.keys(tx, asked);
    if (keys.length === 0) throw problem('nothing-in-doubt');
    if (keys.length !== request.messages) throw problem('doubt-changed', { messages: keys.length });
    const { secondPersonAbove } = await queuePolicy(tx);
    const alone = request.said !== 'delivered' && keys.length <= secondPersonAbove;
    const id = await this.write(tx, actor, request, asked, keys);
    await this.audit.record(tx, actor, {
      action: 'resolution.proposed',
      object: { kind: 'resolution', id },
      detail: { said: request.said, messages: keys.length, reference: request.reference },
    });
    if (alone) await this.atOnce(tx, actor, id, request);
    else await this.ask(tx, actor, id, request, keys.length);
    return this.views.one(tx, actor, id);
  }

  private async keys(tx: Tx, asked: AskedOf): Promise<readonly Key[]> {
    if ('filter' in asked) {
      const rows = await doubtRows(tx, asked.filter, MOST_RESOLVED + 1);
      if (rows.length > MOST_RESOLVED) throw problem('doubt-too-large', { maximum: MOST_RESOLVED });
      return rows;
    }
    const key = parseMessageId(asked.messageId);
    if (!key) return [];
    return tx.query<Key>(
      `SELECT batch, seq FROM message_state WHERE batch = $1 AND seq = $2 AND state = ${S.unconfirmed}`,
      [key.batch, key.seq],
    );
  }

  private async write(tx: Tx, actor: Actor, request: Request, asked: AskedOf, keys: readonly Key[]) {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO resolution (said, why, note, reference, asked, carrier_ids, messages, segments, state, proposed_by, proposed_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'proposed', $9, $10) RETURNING id`,
      [
        request.said,
        REASON.number(request.why ?? 'none'),
        withoutNumbers(request.note),
        withoutNumbers(request.reference),
        JSON.stringify(asked),
        JSON.stringify(request.carrierIds ?? []),
        keys.length,
        await segmentsOf(tx, keys),
        actor.accountId,
        this.clock.now(),
      ],
    );
    if (!row) throw new Error('a resolution gave no id');
    await tx.execute(
      `INSERT INTO resolution_message (resolution_id, batch, seq)
       SELECT $1, batch, seq FROM unnest($2::bigint[], $3::int[]) AS k (batch, seq)`,
      [row.id, keys.map(key => key.batch), keys.map(key => key.seq)],
    );
    return row.id;
  }

  private async atOnce(tx: Tx, actor: Actor, id: string, request: Request): Promise<void> {
    const at = this.clock.now();
    const word = {
      resolutionId: id,
      said: request.said,
      why: request.why ?? ('none' as const),
      carrierIds: request.carrierIds ?? [],
    };
    const applied = await this.apply.execute(tx, word, at);
    await tx.execute(
      `UPDATE resolution SET state = 'applied', applied = $2, decided_by = $3, decided_at = $4 WHERE id = $1`,
      [id, applied, actor.accountId, at],
    );
    await this.audit.record(tx, actor, {
      action: 'resolution.applied',
      object: { kind: 'resolution', id },
      detail: { said: request.said, applied },
    });
  }

  /** Tells those who could be the second person. */
  private async ask(tx: Tx, actor: Actor, id: string, request: Request, messages: number): Promise<void> {
    for (const to of await this.accounts.everywhere(tx, 'queue.resolve')) {
      if (to.id === actor.accountId) continue;
      await this.notices.tell(tx, {
        to,
        kind: 'resolution-proposed',
        params: { by: actor.name, said: request.said, messages, resolutionId: id },
        dedupeKey: `resolution/${id}/${to.id}`,
      });
    }
  }
}

/** Problem: `invalid-request` where the parts of the request contradict each other. */
const askedOf = ({ messageId, filter, said, why, carrierIds }: Request): AskedOf => {
  const wrong = (pointer: string) =>
    problem('invalid-request', {}, [{ pointer: `/body/${pointer}`, code: 'not-fitting' }]);
  if ((messageId === undefined) === (filter === undefined)) throw wrong('messageId');
  if ((said === 'failed') !== (why !== undefined)) throw wrong('why');
  if (carrierIds?.length && (messageId === undefined || said !== 'submitted')) throw wrong('carrierIds');
  return messageId === undefined ? { filter: filter ?? {} } : { messageId };
};
