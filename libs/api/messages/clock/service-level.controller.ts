import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import { showServiceLevel, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { ReadOnce } from '../read-once';
import { ServiceLevelViews, type ServiceLevelPage } from './service-level.views';

@Controller()
export class ServiceLevelController {
  constructor(
    private readonly db: Db,
    private readonly views: ServiceLevelViews,
    private readonly reads: ReadOnce,
  ) {}

  @Route(showServiceLevel)
  async show(
    @CurrentActor() actor: Actor,
    @Input() { query }: InputOf<typeof showServiceLevel>,
  ): Promise<ServiceLevelPage> {
    return this.db.transaction(async tx => {
      const page = await this.views.month(tx, query);
      await this.reads.record(tx, actor, { action: 'service-level.viewed', detail: { month: page.month } });
      return page;
    });
  }
}
