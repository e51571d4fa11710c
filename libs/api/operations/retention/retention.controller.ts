import { CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import {
  approveDestruction,
  downloadCertificate,
  endHold,
  proposeDestruction,
  retireMasterKey,
  rewrapKeys,
  setHold,
  setLogPeriod,
  showRetention,
  withdrawDestruction,
  type InputOf,
} from '@sms111/contracts';
import { Controller, Res } from '@nestjs/common';
import { ApproveDestruction } from './approve-destruction';
import { CertificateViews } from './certificate.views';
import { EndHold } from './end-hold';
import { ProposeDestruction } from './propose-destruction';
import { RetentionViews } from './retention.views';
import { RotateMasterKey } from './rotate-master-key';
import { SetHold } from './set-hold';
import { SetLogPeriod } from './set-log-period';
import { WithdrawDestruction } from './withdraw-destruction';

/** What a download needs of the reply. */
interface FileReply {
  headers(values: Readonly<Record<string, string>>): this;
  send(body: string): unknown;
}

@Controller()
export class RetentionController {
  constructor(
    private readonly db: Db,
    private readonly views: RetentionViews,
    private readonly certificates: CertificateViews,
    private readonly proposing: ProposeDestruction,
    private readonly approving: ApproveDestruction,
    private readonly withdrawing: WithdrawDestruction,
    private readonly holding: SetHold,
    private readonly releasing: EndHold,
    private readonly periods: SetLogPeriod,
    private readonly masters: RotateMasterKey,
  ) {}

  @Route(showRetention)
  async show(@CurrentActor() actor: Actor) {
    return this.views.show(this.db, actor);
  }

  @Route(proposeDestruction)
  async propose(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof proposeDestruction>) {
    return { id: await this.proposing.execute(actor, Number(params.month)) };
  }

  @Route(approveDestruction)
  async approve(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof approveDestruction>) {
    await this.approving.execute(actor, params.destructionId);
    return undefined;
  }

  @Route(withdrawDestruction)
  async withdraw(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof withdrawDestruction>) {
    await this.withdrawing.execute(actor, params.destructionId);
    return undefined;
  }

  @Route(setHold)
  async hold(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof setHold>) {
    return { id: await this.holding.execute(actor, body) };
  }

  @Route(endHold)
  async release(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof endHold>) {
    await this.releasing.execute(actor, params.holdId, body.reason);
    return undefined;
  }

  @Route(setLogPeriod)
  async period(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof setLogPeriod>) {
    await this.periods.execute(actor, params.agencyId, body.months, body.reason);
    return undefined;
  }

  @Route(downloadCertificate)
  async certificate(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof downloadCertificate>,
    @Res() reply: FileReply,
  ) {
    const { headers, text } = await this.certificates.download(actor, params.certificateId);
    reply.headers(headers).send(text);
    return undefined;
  }

  @Route(rewrapKeys)
  async rewrap(@CurrentActor() actor: Actor) {
    return this.masters.rewrap(actor);
  }

  @Route(retireMasterKey)
  async retire(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof retireMasterKey>) {
    await this.masters.retire(actor, params.masterId);
    return undefined;
  }
}
