import { AgencyViews } from '@sms111/api/agencies';
import { Clock, CurrentActor, Db, Route, type Actor } from '@sms111/api/platform';
import { showQuota } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { QuotaViews } from './quota.views';

@Controller()
export class QuotaController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly views: QuotaViews,
    private readonly agencies: AgencyViews,
  ) {}

  @Route(showQuota)
  async show(@CurrentActor() actor: Actor) {
    const now = this.clock.now();
    const contract = await this.agencies.contractShape(this.db, now);
    return {
      own: await this.views.own(this.db, actor),
      unit: actor.permissions.has('quota.view-unit') ? await this.views.unit(this.db, actor.unitId) : null,
      ...contract,
    };
  }
}
