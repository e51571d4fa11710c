import { ControlAgency } from '@sms111/api/agencies';
import { CurrentActor, Db, Input, Route, type Actor, type Tx } from '@sms111/api/platform';
import { listAgencies, resumeAgency, suspendAgency, type InputOf } from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { AgencyListViews } from './agency-list.views';
import { TellAgency } from './tell-agency';

/** The last write is the one that stops all claims until the commit. */
@Controller()
export class AgenciesController {
  constructor(
    private readonly db: Db,
    private readonly views: AgencyListViews,
    private readonly control: ControlAgency,
    private readonly tell: TellAgency,
  ) {}

  @Route(listAgencies)
  list(@Input() { query }: InputOf<typeof listAgencies>) {
    return this.views.page(this.db, query);
  }

  @Route(suspendAgency)
  suspend(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof suspendAgency>) {
    return this.done(async tx => {
      await this.tell.execute(tx, 'agency-suspended', params.agencyId, body.reason);
      await this.control.suspend(tx, actor, params.agencyId, body.reason);
    });
  }

  @Route(resumeAgency)
  resume(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof resumeAgency>) {
    return this.done(async tx => {
      await this.tell.execute(tx, 'agency-resumed', params.agencyId, body.reason);
      await this.control.resume(tx, actor, params.agencyId, body.reason);
    });
  }

  private async done(write: (tx: Tx) => Promise<void>): Promise<undefined> {
    await this.db.transaction(write);
  }
}
