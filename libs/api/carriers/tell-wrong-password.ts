import { AccountViews } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { Db } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { HeldLink } from './held-link';

/** A carrier that does not accept our password needs a person: all who may mend the link are told, once a configuration. */
@Injectable()
export class TellWrongPassword {
  private readonly told = new Set<string>();

  constructor(
    private readonly db: Db,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
  ) {}

  async execute(links: readonly HeldLink[]): Promise<void> {
    for (const held of links) {
      const { bindFault } = held.figures();
      const { id, carrier, revision } = held.link;
      const event = `link-refused/${id}/${revision}`;
      if (!bindFault?.credentials || this.told.has(event)) continue;
      await this.db.transaction(async tx => {
        for (const person of await this.accounts.everywhere(tx, 'carrier.control')) {
          await this.notices.tell(tx, {
            to: person,
            kind: 'link-refused',
            params: { link: id, carrier, answer: bindFault.words },
            dedupeKey: `${event}/${person.id}`,
          });
        }
      });
      this.told.add(event);
    }
  }
}
