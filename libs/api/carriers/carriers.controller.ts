import { Clock, Db, Route } from '@sms111/api/platform';
import { listLinks } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { CarrierViews } from './carriers.views';

@Controller()
export class CarriersController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly views: CarrierViews,
  ) {}

  @Route(listLinks)
  async links() {
    return this.views.board(this.db, this.clock.now());
  }
}
