import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { AcceptBatch } from '@sms111/api/messages';
import { Clock, Db, problem, Secrets, type Actor, type ProblemDetail, type Tx } from '@sms111/api/platform';
import type { AnswerOf, InputOf, postBatch } from '@sms111/contracts';
import { formatMessageId } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Idempotency } from '../idempotency/idempotency';
import { judgeItems, type JudgedItem } from './judge-items';

type Body = InputOf<typeof postBatch>['body'];
export type PostAnswer = AnswerOf<typeof postBatch>;
type ItemAnswer = PostAnswer['items'][number];

interface Known {
  readonly batch: number;
  readonly seq: number;
}

export interface PostRequest {
  readonly endpoint: string;
  readonly body: Body;
  readonly idempotencyKey: string | null;
}

/** Another request took one of the client references between our look and our write. */
class ReferenceTaken extends Error {}
const TRIES = 5;

/**
 * Items from an agency's system. Good ones are accepted in one batch, every one is answered in input order;
 * a client reference that is known already is answered with its message. Too little quota refuses the whole.
 */
@Injectable()
export class PostItems {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly accounts: AccountViews,
    private readonly agencies: AgencyViews,
    private readonly accept: AcceptBatch,
    private readonly idempotency: Idempotency,
  ) {}

  async execute(actor: Actor, request: PostRequest): Promise<PostAnswer> {
    const { body } = request;
    const judged = judgeItems(body.items, await this.rules(actor, body.content));
    const returned = judged.filter(item => !item.row);
    if (body.allOrNothing && returned.length > 0) throw refusal(returned);
    const write = (tx: Tx) => this.write(tx, actor, body, judged);
    for (let attempt = 1; ; attempt++) {
      try {
        if (request.idempotencyKey === null) return await this.db.transaction(write);
        const keyed = {
          accountId: actor.accountId,
          endpoint: request.endpoint,
          key: request.idempotencyKey,
          body,
        };
        return await this.idempotency.run(keyed, write);
      } catch (error) {
        if (!(error instanceof ReferenceTaken) || attempt === TRIES) throw error;
      }
    }
  }

  private async rules(actor: Actor, content: string | undefined) {
    const [signatures, autoPrefix] = await Promise.all([
      this.agencies.signatures(this.db, actor.unitId),
      this.accounts.autoPrefix(this.db, actor.accountId),
    ]);
    if (signatures.length === 0) throw problem('signature-unknown');
    return { names: signatures.map(each => each.name), autoPrefix, content };
  }

  private async write(tx: Tx, actor: Actor, body: Body, judged: readonly JudgedItem[]): Promise<PostAnswer> {
    const known = await this.known(tx, actor.accountId, judged);
    const fresh = judged.filter(item => item.row && !(item.clientRef !== null && known.has(item.clientRef)));
    const rows = fresh.flatMap(item => item.row ?? []);
    if (rows.length === 0) return answerOf(judged, known, new Map(), null, 0);
    const [signature = ''] = rows[0]?.text?.split('\n') ?? [];
    const accepted = await this.accept.execute(tx, {
      actor,
      channel: 'api',
      name: body.name ?? '',
      signature,
      common: null,
      rows: [rows],
      at: this.clock.now(),
      onBatch: batch => this.keep(tx, actor.accountId, batch, fresh),
    });
    const placed = new Map(fresh.map((item, seq) => [item.index, { batch: accepted.batch, seq }]));
    return answerOf(judged, known, placed, accepted.batchId, accepted.segments);
  }

  private async known(tx: Tx, accountId: string, judged: readonly JudgedItem[]): Promise<Map<string, Known>> {
    const refs = judged.flatMap(item => item.clientRef ?? []);
    if (refs.length === 0) return new Map();
    const byHash = new Map(refs.map(ref => [this.hash(ref).toString('hex'), ref]));
    const rows = await tx.query<Known & { ref_hash: Buffer }>(
      'SELECT ref_hash, batch, seq FROM client_ref WHERE account_id = $1 AND ref_hash = ANY ($2)',
      [accountId, refs.map(ref => this.hash(ref))],
    );
    return new Map(
      rows.map(row => [byHash.get(row.ref_hash.toString('hex')) ?? '', { batch: row.batch, seq: row.seq }]),
    );
  }

  private async keep(tx: Tx, accountId: string, batch: number, fresh: readonly JudgedItem[]): Promise<void> {
    const refs = fresh.flatMap((item, seq) =>
      item.clientRef === null ? [] : [{ hash: this.hash(item.clientRef), seq }],
    );
    if (refs.length === 0) return;
    // In one order for everybody: two requests that share references wait for each other instead of in a ring.
    refs.sort((a, b) => Buffer.compare(a.hash, b.hash));
    const kept = await tx.execute(
      `INSERT INTO client_ref (account_id, ref_hash, batch, seq)
       SELECT $1, hash, $3, seq FROM unnest($2::bytea[], $4::int[]) AS r (hash, seq) ON CONFLICT DO NOTHING`,
      [accountId, refs.map(ref => ref.hash), batch, refs.map(ref => ref.seq)],
    );
    if (kept !== refs.length) throw new ReferenceTaken();
  }

  /** References may hold anything an agency puts there, so only their keyed hash is stored. */
  private hash(ref: string): Buffer {
    return this.secrets.hash('client-ref', ref);
  }
}

/** Everything wrong with the items, with pointers into the request. */
export const refusal = (returned: readonly JudgedItem[]) =>
  problem(
    'batch-refused',
    { returned: returned.length },
    returned
      .flatMap(item =>
        item.errors.map((error): ProblemDetail => ({
          pointer: `/items/${item.index}/${fieldOf(error.code)}`,
          code: error.code,
        })),
      )
      .slice(0, 200),
  );

const NUMBER_CODES = /^E_(MOBILE_MISSING|FORMULA|SCIENTIFIC|MULTIPLE|CHARS|FOREIGN|NOT_MOBILE|LENGTH)$/;
export const fieldOf = (code: string): string => {
  if (code === 'E_DUPLICATE_REF') return 'clientRef';
  return NUMBER_CODES.test(code) ? 'to' : 'content';
};

const answerOf = (
  judged: readonly JudgedItem[],
  known: ReadonlyMap<string, Known>,
  placed: ReadonlyMap<number, Known>,
  batchId: string | null,
  segments: number,
): PostAnswer => {
  const items = judged.map((item): ItemAnswer => {
    const repeated = item.row && item.clientRef !== null ? known.get(item.clientRef) : undefined;
    const key = repeated ?? placed.get(item.index);
    return {
      index: item.index,
      clientRef: item.clientRef,
      messageId: key ? formatMessageId(key) : null,
      status: repeated ? 'repeated' : key ? 'accepted' : 'returned',
      code: item.errors[0]?.code ?? null,
      errors: [...item.errors],
      warnings: [...item.warnings],
      units: item.units,
      segments: item.segments,
      signatureAdded: item.signatureAdded,
    };
  });
  const count = (status: ItemAnswer['status']) => items.filter(item => item.status === status).length;
  return {
    batchId,
    accepted: count('accepted'),
    returned: count('returned'),
    repeated: count('repeated'),
    segments,
    items,
  };
};
