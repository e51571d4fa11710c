import { Clock, CurrentActor, Db, Input, problem, Route, type Actor, type Tx } from '@sms111/api/platform';
import {
  cancelBatch,
  listBatches,
  listBatchMessages,
  pauseBatch,
  resumeBatch,
  showBatch,
  type InputOf,
} from '@sms111/contracts';
import { parseBatchId } from '@sms111/domain';
import { Controller } from '@nestjs/common';

import { BatchViews, type BatchPage } from './batch.views';
import { ControlBatch } from './control-batch';
import { MessageViews } from './message.views';
import { ReadOnce } from './read-once';
import { scopeFor } from './scope';

@Controller()
export class BatchController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly batches: BatchViews,
    private readonly messages: MessageViews,
    private readonly control: ControlBatch,
    private readonly reads: ReadOnce,
  ) {}

  @Route(listBatches)
  async list(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listBatches>) {
    return this.db.transaction(async tx => {
      await this.reads.record(tx, actor, {
        action: 'batch.listed',
        detail: { state: query.state ?? null, cursor: query.cursor ?? null },
      });
      return this.batches.list(tx, scopeFor(actor, 'batch.view'), query);
    });
  }

  @Route(showBatch)
  async show(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof showBatch>,
  ): Promise<BatchPage> {
    return this.db.transaction(tx => this.page(tx, actor, params.batchId));
  }

  @Route(listBatchMessages)
  async listMessages(
    @CurrentActor() actor: Actor,
    @Input() { params, query }: InputOf<typeof listBatchMessages>,
  ) {
    const scope = scopeFor(actor, 'batch.view');
    return this.db.transaction(async tx => {
      const batch = await this.batches.idOf(tx, scope, params.batchId);
      await this.reads.record(tx, actor, {
        action: 'batch.messages-listed',
        object: { kind: 'batch', id: params.batchId },
        detail: { stage: query.stage ?? null, cursor: query.cursor ?? null },
      });
      return this.messages.ofBatch(tx, scope, batch, query);
    });
  }

  @Route(pauseBatch)
  async pause(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof pauseBatch>,
  ): Promise<BatchPage> {
    return this.change(actor, params.batchId, (tx, batch) => this.control.pause(tx, actor, batch));
  }

  @Route(resumeBatch)
  async resume(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof resumeBatch>,
  ): Promise<BatchPage> {
    return this.change(actor, params.batchId, (tx, batch) => this.control.resume(tx, actor, batch));
  }

  @Route(cancelBatch)
  async cancel(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof cancelBatch>,
  ): Promise<BatchPage> {
    return this.change(actor, params.batchId, (tx, batch) =>
      this.control.cancel(tx, actor, batch, this.clock.now()),
    );
  }

  private change(
    actor: Actor,
    batchId: string,
    deed: (tx: Tx, batch: number) => Promise<void>,
  ): Promise<BatchPage> {
    const batch = parseBatchId(batchId);
    if (batch === null) throw problem('not-found');
    return this.db.transaction(async tx => {
      await deed(tx, batch);
      return this.batches.page(tx, scopeFor(actor, 'batch.control'), batchId);
    });
  }

  private async page(tx: Tx, actor: Actor, batchId: string): Promise<BatchPage> {
    const page = await this.batches.page(tx, scopeFor(actor, 'batch.view'), batchId);
    await this.reads.record(tx, actor, { action: 'batch.viewed', object: { kind: 'batch', id: batchId } });
    return page;
  }
}
