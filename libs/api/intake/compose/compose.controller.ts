import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { Clock, CurrentActor, Db, Input, problem, Route, type Actor } from '@sms111/api/platform';
import { QuotaViews } from '@sms111/api/quota';
import { createBatch, showCompose, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { MAX_FILE_BYTES } from '../uploads';
import { SendTyped } from './send-typed';

export const MAX_PASTED = 10_000;

@Controller()
export class ComposeController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly accounts: AccountViews,
    private readonly agencies: AgencyViews,
    private readonly quota: QuotaViews,
    private readonly send: SendTyped,
  ) {}

  @Route(showCompose)
  async show(@CurrentActor() actor: Actor) {
    const [unit, signatures, quota, contract, lanes] = await Promise.all([
      this.agencies.unit(this.db, actor.unitId),
      this.agencies.signatures(this.db, actor.unitId),
      this.quota.own(this.db, actor),
      this.agencies.contractShape(this.db, this.clock.now()),
      this.accounts.lanes(this.db, actor.accountId),
    ]);
    if (!quota || !unit) throw problem('allocation-missing');
    return {
      signatures,
      quota,
      ...contract,
      goodRowsOnly: unit.goodRowsOnly,
      lanes,
      maxPasted: MAX_PASTED,
      maxFileBytes: MAX_FILE_BYTES,
    };
  }

  @Route(createBatch)
  async create(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof createBatch>) {
    return this.send.execute(actor, body);
  }
}
