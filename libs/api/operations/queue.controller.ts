import { Clock, Db, Input, Route } from '@sms111/api/platform';
import { listHeld, showQueue, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { HeldViews } from './held.views';
import { QueueViews } from './queue.views';

@Controller()
export class QueueController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly queue: QueueViews,
    private readonly held: HeldViews,
  ) {}

  @Route(showQueue)
  show() {
    return this.queue.figures(this.db, this.clock.now());
  }

  @Route(listHeld)
  listHeld(@Input() { query }: InputOf<typeof listHeld>) {
    return this.held.list(this.db, this.clock.now(), query);
  }
}
