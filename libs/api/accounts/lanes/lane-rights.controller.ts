import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import { grantLanes, listLaneRights, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { GrantLanes } from './grant-lanes';
import { LaneRightViews } from './lane-right.views';

@Controller()
export class LaneRightsController {
  constructor(
    private readonly db: Db,
    private readonly views: LaneRightViews,
    private readonly granting: GrantLanes,
  ) {}

  @Route(listLaneRights)
  list(@Input() { query }: InputOf<typeof listLaneRights>) {
    return this.views.page(this.db, query);
  }

  @Route(grantLanes)
  grant(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof grantLanes>) {
    return this.granting.execute(actor, params.accountId, body);
  }
}
