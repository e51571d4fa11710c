import { AccountViews, type AccountContact } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { Db, LOG, Round, type Log, type Tx } from '@sms111/api/platform';
import { TakeImportNews, type ImportNews } from '@sms111/api/routing';
import { Inject, Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

const EVERY_MS = 5_000;

/**
 * Tells whoever handed in a file of ported numbers that it changed nothing; of one that waits for a person, all who may
 * decide about it.
 */
@Injectable()
export class TellImports {
  private readonly round = new Round();

  constructor(
    private readonly db: Db,
    private readonly news: TakeImportNews,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'telling of imports failed'),
    );
  }

  run(): Promise<void> {
    return this.db.transaction(async tx => {
      for (const news of await this.news.execute(tx)) await this.tell(tx, news);
    });
  }

  private async tell(tx: Tx, news: ImportNews): Promise<void> {
    const { id, state, fileName, faults } = news;
    for (const to of await this.listeners(tx, news)) {
      await this.notices.tell(tx, {
        to,
        kind: 'ported-import-stopped',
        params: { what: state, file: fileName, faults },
        dedupeKey: `ported-import/${id}/${state}/${to.id}`,
      });
    }
  }

  private async listeners(tx: Tx, { state, accountId }: ImportNews): Promise<AccountContact[]> {
    const uploader = accountId === null ? null : await this.accounts.contact(tx, accountId);
    if (uploader && state !== 'confirming') return [uploader];
    return this.accounts.everywhere(tx, 'routing.control');
  }
}
