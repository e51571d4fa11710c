import { ReadOnce } from '@sms111/api/messages';
import { CurrentActor, Db, Route, type Actor } from '@sms111/api/platform';
import { showHome } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { HomeViews } from './home.views';

@Controller()
export class HomeController {
  constructor(
    private readonly db: Db,
    private readonly views: HomeViews,
    private readonly reads: ReadOnce,
  ) {}

  @Route(showHome)
  async show(@CurrentActor() actor: Actor) {
    return this.db.transaction(async tx => {
      await this.reads.record(tx, actor, { action: 'batch.listed', detail: { page: 'home' } });
      return this.views.home(tx, actor);
    });
  }
}
