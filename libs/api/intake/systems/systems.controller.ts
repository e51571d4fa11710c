import { AgencyViews } from '@sms111/api/agencies';
import { ReadOnce } from '@sms111/api/messages';
import { Clock, CurrentActor, Db, Input, problem, RawRequest, Route, type Actor } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
import {
  findMessages,
  getBatch,
  getMessage,
  getQuota,
  postBatch,
  postMessage,
  type InputOf,
} from '@sms111/contracts';
import { languageOf } from '@sms111/phrases';
import { Controller } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { inWords, refuseBatch, refuseMessage } from './item-answers';
import { PostItems } from './post-items';
import { SystemViews } from './system.views';

interface WithHeaders {
  readonly headers: IncomingHttpHeaders;
}

const LONGEST_KEY = 100;

/** Problem: `invalid-request` where the key is longer than the promise says. */
const idempotencyKeyOf = ({ headers }: WithHeaders): string | null => {
  const key = headers['idempotency-key'];
  if (key === undefined || key === '') return null;
  if (typeof key !== 'string' || key.length > LONGEST_KEY) {
    throw problem('invalid-request', {}, [
      { pointer: '/headers/Idempotency-Key', code: 'too_big', params: { maximum: LONGEST_KEY } },
    ]);
  }
  return key;
};

/** Reading is recorded in the transaction of the read; a program that polls leaves one entry in five minutes. */
@Controller()
export class SystemsController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly items: PostItems,
    private readonly views: SystemViews,
    private readonly reads: ReadOnce,
    private readonly quota: QuotaViews,
    private readonly agencies: AgencyViews,
  ) {}

  @Route(postMessage)
  async message(
    @CurrentActor() actor: Actor,
    @Input() { body: { lane, ...message } }: InputOf<typeof postMessage>,
    @RawRequest() request: WithHeaders,
  ) {
    const answer = await this.items.execute(actor, {
      endpoint: postMessage.id,
      body: { items: [message], lane },
      idempotencyKey: idempotencyKeyOf(request),
      refuse: refuseMessage,
    });
    const [item] = inWords(answer, languageOf(request.headers['accept-language'])).items;
    if (!item) throw new Error('a message was accepted without an answer');
    return item;
  }

  @Route(postBatch)
  async batch(
    @CurrentActor() actor: Actor,
    @Input() { body: { allOrNothing, ...body } }: InputOf<typeof postBatch>,
    @RawRequest() request: WithHeaders,
  ) {
    const answer = await this.items.execute(actor, {
      endpoint: postBatch.id,
      body,
      idempotencyKey: idempotencyKeyOf(request),
      refuse: allOrNothing ? refuseBatch : null,
    });
    return inWords(answer, languageOf(request.headers['accept-language']));
  }

  @Route(getMessage)
  async show(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof getMessage>,
    @RawRequest() { headers }: WithHeaders,
  ) {
    const language = languageOf(headers['accept-language']);
    return this.db.transaction(async tx => {
      const object = { kind: 'message', id: params.messageId };
      await this.reads.record(tx, actor, { action: 'message.viewed', object });
      return this.views.message(tx, actor, params.messageId, language);
    });
  }

  @Route(findMessages)
  async find(
    @CurrentActor() actor: Actor,
    @Input() { query }: InputOf<typeof findMessages>,
    @RawRequest() { headers }: WithHeaders,
  ) {
    const language = languageOf(headers['accept-language']);
    return this.db.transaction(async tx => {
      const found = await this.views.byClientRef(tx, actor, query.clientRef, language);
      const [message] = found.items;
      // The reference itself may say anything of a person: the entry names what it led to.
      await this.reads.record(tx, actor, {
        action: 'record.searched',
        ...(message && { object: { kind: 'message', id: message.messageId } }),
        detail: { byClientRef: true, found: found.items.length },
      });
      return found;
    });
  }

  @Route(getBatch)
  async showBatch(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getBatch>) {
    return this.db.transaction(async tx => {
      await this.reads.record(tx, actor, {
        action: 'batch.viewed',
        object: { kind: 'batch', id: params.batchId },
      });
      return this.views.batch(tx, actor, params.batchId);
    });
  }

  @Route(getQuota)
  async showQuota(@CurrentActor() actor: Actor) {
    const [own, contract] = await Promise.all([
      this.quota.own(this.db, actor),
      this.agencies.contractShape(this.db, this.clock.now()),
    ]);
    if (!own) throw problem('allocation-missing');
    return { ...own, ...contract };
  }
}
