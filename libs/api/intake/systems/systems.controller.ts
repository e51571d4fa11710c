import { AgencyViews } from '@sms111/api/agencies';
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
import { Controller } from '@nestjs/common';
import type { IncomingHttpHeaders } from 'node:http';
import { fieldOf, PostItems } from './post-items';
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

@Controller()
export class SystemsController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly items: PostItems,
    private readonly views: SystemViews,
    private readonly quota: QuotaViews,
    private readonly agencies: AgencyViews,
  ) {}

  @Route(postMessage)
  async message(
    @CurrentActor() actor: Actor,
    @Input() { body }: InputOf<typeof postMessage>,
    @RawRequest() request: WithHeaders,
  ) {
    const answer = await this.items.execute(actor, {
      endpoint: postMessage.id,
      body: { allOrNothing: false, items: [body] },
      idempotencyKey: idempotencyKeyOf(request),
    });
    const [item] = answer.items;
    if (!item) throw problem('internal');
    if (item.status === 'returned') {
      const errors = item.errors.map(error => ({ pointer: `/${fieldOf(error.code)}`, code: error.code }));
      throw problem('batch-refused', { returned: 1 }, errors);
    }
    return item;
  }

  @Route(postBatch)
  async batch(
    @CurrentActor() actor: Actor,
    @Input() { body }: InputOf<typeof postBatch>,
    @RawRequest() request: WithHeaders,
  ) {
    return this.items.execute(actor, {
      endpoint: postBatch.id,
      body,
      idempotencyKey: idempotencyKeyOf(request),
    });
  }

  @Route(getMessage)
  async show(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getMessage>) {
    return this.views.message(this.db, actor, params.messageId);
  }

  @Route(findMessages)
  async find(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof findMessages>) {
    return this.views.byClientRef(this.db, actor, query.clientRef);
  }

  @Route(getBatch)
  async showBatch(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof getBatch>) {
    return this.views.batch(this.db, actor, params.batchId);
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
