import { AccountViews } from '@sms111/api/accounts';
import { AgencyViews } from '@sms111/api/agencies';
import { Notices } from '@sms111/api/notices';
import { Clock, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Tells the managers of an agency's units that it was suspended or may send again (GSP-9). */
@Injectable()
export class TellAgency {
  constructor(
    private readonly agencies: AgencyViews,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  async execute(
    tx: Tx,
    kind: 'agency-suspended' | 'agency-resumed',
    agencyId: string,
    reason: string,
  ): Promise<void> {
    const at = this.clock.now().toISOString();
    for (const { id } of await this.agencies.unitsOf(tx, agencyId)) {
      for (const to of await this.accounts.withPermission(tx, id, 'account.manage')) {
        await this.notices.tell(tx, {
          to,
          kind,
          params: { reason, at },
          dedupeKey: `${kind}/${agencyId}/${at}/${to.id}`,
        });
      }
    }
  }
}
