import { CurrentActor, Db, Route, type Actor } from '@sms111/api/platform';
import { showHome } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { HomeViews } from './home.views';

@Controller()
export class HomeController {
  constructor(
    private readonly db: Db,
    private readonly views: HomeViews,
  ) {}

  @Route(showHome)
  async show(@CurrentActor() actor: Actor) {
    return this.views.home(this.db, actor);
  }
}
