import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { AcceptBatch } from '@sms111/api/messages';
import { Clock, Db, problem, type Actor, type ProblemError, type Tx } from '@sms111/api/platform';
import type { InputOf, postBatch } from '@sms111/contracts';
import { signatureOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Idempotency, inProgress } from '../idempotency/idempotency';
import { ClientRefs, ReferenceTaken } from './client-refs';
import { answerOf, NOTHING_WRITTEN, type PlainAnswer, type Written } from './item-answers';
import { judgeItems, returnTaken, type ItemRules, type JudgedItem } from './judge-items';

type Body = InputOf<typeof postBatch>['body'];

export interface PostRequest {
  readonly endpoint: string;
  readonly body: Omit<Body, 'allOrNothing'>;
  readonly idempotencyKey: string | null;
  /** The problem for which everything is refused when an item is returned; `null`: good items are accepted. */
  readonly refuse: ((returned: readonly JudgedItem[]) => ProblemError) | null;
}

const TRIES = 5;

/**
 * Items from an agency's system. Good ones are accepted in one batch, every one is answered in input order; a client
 * reference that is known already is answered with its message. Too little quota refuses the whole.
 */
@Injectable()
export class PostItems {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly accounts: AccountViews,
    private readonly agencies: AgencyViews,
    private readonly refs: ClientRefs,
    private readonly accept: AcceptBatch,
    private readonly idempotency: Idempotency,
  ) {}

  async execute(actor: Actor, request: PostRequest): Promise<PlainAnswer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(actor, request);
      } catch (error) {
        if (!(error instanceof ReferenceTaken)) throw error;
        if (attempt === TRIES) throw inProgress();
      }
    }
  }

  private async once(actor: Actor, request: PostRequest): Promise<PlainAnswer> {
    const { body, endpoint, idempotencyKey: key, refuse } = request;
    const prepare = async () => {
      const rules = await this.rules(actor, body.content);
      const judged = judgeItems(body.items, rules);
      return (tx: Tx) => this.write(tx, actor, request, rules, judged);
    };
    if (key === null) return this.db.transaction(await prepare());
    const keyed = { ...body, allOrNothing: refuse !== null };
    return this.idempotency.run({ accountId: actor.accountId, endpoint, key, body: keyed }, prepare);
  }

  private async rules(actor: Actor, content: string | undefined): Promise<ItemRules> {
    const [signatures, autoPrefix] = await Promise.all([
      this.agencies.signatures(this.db, actor.unitId),
      this.accounts.autoPrefix(this.db, actor.accountId),
    ]);
    if (signatures.length === 0) throw problem('signature-unknown');
    return { names: signatures.map(each => each.name), autoPrefix, content };
  }

  private async write(
    tx: Tx,
    actor: Actor,
    { body, refuse }: PostRequest,
    rules: ItemRules,
    good: readonly JudgedItem[],
  ): Promise<PlainAnswer> {
    const earlier = await this.refs.earlier(tx, actor.accountId, good);
    const judged = returnTaken(good, earlier.taken);
    const returned = judged.filter(item => !item.row);
    if (refuse && returned.length > 0) throw refuse(returned);
    const fresh = judged.filter(
      item => item.row && !(item.clientRef !== null && earlier.repeated.has(item.clientRef)),
    );
    return answerOf(judged, earlier, await this.acceptFresh(tx, actor, body, rules, fresh));
  }

  private async acceptFresh(
    tx: Tx,
    actor: Actor,
    { name, lane }: Pick<Body, 'name' | 'lane'>,
    { names }: ItemRules,
    fresh: readonly JudgedItem[],
  ): Promise<Written> {
    const rows = fresh.flatMap(item => item.row ?? []);
    if (rows.length === 0) return NOTHING_WRITTEN;
    const signature = signatureOf(rows[0]?.text ?? '', names) ?? '';
    const accepted = await this.accept.execute(tx, {
      actor,
      channel: 'api',
      name: name || signature,
      signature,
      lane,
      common: null,
      rows: [rows],
      at: this.clock.now(),
      onBatch: batch => this.refs.keep(tx, actor.accountId, batch, fresh),
    });
    return {
      batchId: accepted.batchId,
      segments: accepted.segments,
      keys: new Map(fresh.map((item, seq) => [item.index, { batch: accepted.batch, seq }])),
    };
  }
}
