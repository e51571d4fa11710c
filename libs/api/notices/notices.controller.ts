import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import { listNotices, readNotices, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { NoticeViews } from './notice.views';
import { ReadNotices } from './read-notices';

@Controller()
export class NoticesController {
  constructor(
    private readonly db: Db,
    private readonly views: NoticeViews,
    private readonly reading: ReadNotices,
  ) {}

  @Route(listNotices)
  list(@CurrentActor() actor: Actor, @Input() { query }: InputOf<typeof listNotices>) {
    return this.views.page(this.db, actor.accountId, query);
  }

  @Route(readNotices)
  async read(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof readNotices>) {
    await this.reading.execute(actor, body.ids);
    return undefined;
  }
}
