import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { AcceptBatch, AcceptMany } from '@sms111/api/messages';
import {
  Clock,
  Db,
  Gather,
  problem,
  ProblemError,
  Together,
  type Actor,
  type Tx,
} from '@sms111/api/platform';
import type { InputOf, postBatch } from '@sms111/contracts';
import { formatBatchId, signatureOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Idempotency, inProgress } from '../idempotency/idempotency';
import { ClientRefs, ReferenceTaken, type EarlierRefs } from './client-refs';
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

/** A request whose items were judged. */
interface Judged {
  readonly actor: Actor;
  readonly request: PostRequest;
  readonly rules: ItemRules;
  readonly items: readonly JudgedItem[];
  /** Called with the answer in the transaction that writes it. */
  readonly end: (tx: Tx, answer: PlainAnswer) => Promise<void>;
}

/** The same beside the references that were known before, in the transaction. */
interface Compared extends Judged {
  readonly earlier: EarlierRefs;
  readonly fresh: readonly JudgedItem[];
}

const TRIES = 5;

/**
 * Items from an agency's system. Good ones are accepted in one batch, every one is answered in input order; a client
 * reference that is known already is answered with its message. Too little quota refuses the whole.
 * Requests of a single message are written together with others of their account that come at the same time.
 */
@Injectable()
export class PostItems {
  private readonly singles = new Together<Judged, PlainAnswer>(
    ({ actor }) => actor.accountId,
    requests => this.db.transaction(tx => this.writeSingles(tx, requests)),
    error => error instanceof ReferenceTaken || error instanceof ProblemError,
  );

  private readonly rulesOf = new Gather<Omit<ItemRules, 'content'>>(places => this.readRules(places));

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly accounts: AccountViews,
    private readonly agencies: AgencyViews,
    private readonly refs: ClientRefs,
    private readonly acceptBatch: AcceptBatch,
    private readonly acceptMany: AcceptMany,
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

  private once(actor: Actor, request: PostRequest): Promise<PlainAnswer> {
    const { body, endpoint, idempotencyKey: key, refuse } = request;
    const write = async (end: Judged['end']) => {
      const rules = await this.rules(actor, body.content);
      const items = judgeItems(body.items, rules);
      const judged = { actor, request, rules, items, end };
      if (items.length > 1) return this.db.transaction(tx => this.writeBatch(tx, judged));
      // What is refused for itself spoils no group.
      const returned = items.filter(item => !item.row);
      if (refuse && returned.length > 0) throw refuse(returned);
      return this.singles.run(judged);
    };
    if (key === null) return write(() => Promise.resolve());
    const keyed = { ...body, allOrNothing: refuse !== null };
    return this.idempotency.keyed({ accountId: actor.accountId, endpoint, key, body: keyed }, write);
  }

  private async rules(actor: Actor, content: string | undefined): Promise<ItemRules> {
    const rules = await this.rulesOf.find(`${actor.unitId}/${actor.accountId}`);
    if (!rules?.names.length) throw problem('signature-unknown');
    return { ...rules, content };
  }

  private async readRules(
    places: readonly string[],
  ): Promise<ReadonlyMap<string, Omit<ItemRules, 'content'>>> {
    const read = async (place: string) => {
      const [unitId = '', accountId = ''] = place.split('/');
      const [signatures, autoPrefix] = await Promise.all([
        this.agencies.signatures(this.db.often, unitId),
        this.accounts.autoPrefix(this.db.often, accountId),
      ]);
      return [place, { names: signatures.map(each => each.name), autoPrefix }] as const;
    };
    return new Map(await Promise.all(places.map(read)));
  }

  private async writeBatch(tx: Tx, judged: Judged): Promise<PlainAnswer> {
    const compared = compare(judged, await this.refs.earlier(tx, judged.actor.accountId, judged.items));
    const answer = answerOf(compared.items, compared.earlier, await this.acceptFresh(tx, compared));
    await judged.end(tx, answer);
    return answer;
  }

  private async acceptFresh(tx: Tx, { actor, request, rules, fresh }: Compared): Promise<Written> {
    const rows = fresh.flatMap(item => item.row ?? []);
    if (rows.length === 0) return NOTHING_WRITTEN;
    const accepted = await this.acceptBatch.execute(tx, {
      ...orderOf(actor, request, rules, rows),
      common: null,
      rows: [rows],
      at: this.clock.now(),
      onBatch: batch => this.refs.keep(tx, actor.accountId, [{ batch, fresh }]),
    });
    return writtenAs(fresh, accepted);
  }

  /** Requests of one account, each of one message: all of them, or a fault. */
  private async writeSingles(tx: Tx, requests: readonly Judged[]): Promise<PlainAnswer[]> {
    const accountId = requests[0]?.actor.accountId ?? '';
    const earlier = await this.refs.earlier(
      tx,
      accountId,
      requests.flatMap(({ items }) => items),
    );
    const compared = requests.map(judged => compare(judged, earlier));
    const fresh = compared.filter(each => each.fresh.length > 0);
    const batches = await this.acceptMany.execute(
      tx,
      fresh.map(({ actor, request, rules, fresh: items }) => {
        const rows = items.flatMap(item => item.row ?? []);
        return { ...orderOf(actor, request, rules, rows), rows };
      }),
      this.clock.now(),
      made =>
        this.refs.keep(
          tx,
          accountId,
          made.map(({ id }, i) => ({ batch: id, fresh: fresh[i]?.fresh ?? [] })),
        ),
    );
    const written = new Map(fresh.map((each, i) => [each, batches[i]]));
    const answers: PlainAnswer[] = [];
    for (const each of compared) {
      const batch = written.get(each);
      const { id = 0, segments = 0 } = batch ?? {};
      const done = batch
        ? writtenAs(each.fresh, { batch: id, batchId: formatBatchId(id), segments })
        : NOTHING_WRITTEN;
      const answer = answerOf(each.items, each.earlier, done);
      await each.end(tx, answer);
      answers.push(answer);
    }
    return answers;
  }
}

/** Throws what the request wants to be refused with. */
const compare = (judged: Judged, earlier: EarlierRefs): Compared => {
  const items = returnTaken(judged.items, earlier.taken);
  const returned = items.filter(item => !item.row);
  const { refuse } = judged.request;
  if (refuse && returned.length > 0) throw refuse(returned);
  const fresh = items.filter(
    item => item.row && !(item.clientRef !== null && earlier.repeated.has(item.clientRef)),
  );
  return { ...judged, items, earlier, fresh };
};

const orderOf = (
  actor: Actor,
  { body: { name, lane } }: PostRequest,
  { names }: ItemRules,
  rows: readonly { readonly text: string | null }[],
) => {
  const signature = signatureOf(rows[0]?.text ?? '', names) ?? '';
  return { actor, channel: 'api' as const, name: name || signature, signature, lane };
};

const writtenAs = (
  fresh: readonly JudgedItem[],
  { batch, batchId, segments }: { batch: number; batchId: string; segments: number },
): Written => ({
  batchId,
  segments,
  keys: new Map(fresh.map((item, seq) => [item.index, { batch, seq }])),
});
