import { Db, problem, Route } from '@sms111/api/platform';
import { showLive, showReady } from '@sms111/contracts';
import { Controller } from '@nestjs/common';

@Controller()
export class HealthController {
  constructor(private readonly db: Db) {}

  /** The process answers. */
  @Route(showLive)
  async live() {
    return { ok: true };
  }

  /** It can serve: the database answers. Redis is not asked: without it acceptance goes on. */
  @Route(showReady)
  async ready() {
    await this.db.query('SELECT 1').catch(() => {
      throw problem('unavailable', {}, [], { 'Retry-After': '5' });
    });
    return { ok: true };
  }
}
