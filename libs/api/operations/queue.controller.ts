import { Clock, CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import { listHeld, setQueuePolicy, showQueue, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { HeldViews } from './held.views';
import { QueueViews } from './queue.views';
import { SetQueuePolicy } from './set-queue-policy';

@Controller()
export class QueueController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly queue: QueueViews,
    private readonly held: HeldViews,
    private readonly policy: SetQueuePolicy,
  ) {}

  @Route(showQueue)
  show() {
    return this.queue.figures(this.db, this.clock.now());
  }

  @Route(setQueuePolicy)
  setPolicy(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof setQueuePolicy>) {
    return this.db.transaction(tx => this.policy.execute(tx, actor, body));
  }

  @Route(listHeld)
  listHeld(@Input() { query }: InputOf<typeof listHeld>) {
    return this.held.list(this.db, this.clock.now(), query);
  }
}
