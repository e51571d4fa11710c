import { Clock, CurrentActor, Db, Input, Route, type Actor } from '@sms111/api/platform';
import {
  approveChange,
  drainLink,
  listLinks,
  pauseCarrier,
  proposeCarrierChange,
  proposeLinkChange,
  proposeNewLink,
  rejectChange,
  resumeCarrier,
  resumeLink,
  showChange,
  showLink,
  switchOffLink,
  switchOnLink,
  testLink,
  withdrawChange,
  type InputOf,
} from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { AskLinkTest } from './ask-link-test';
import { CarrierViews } from './carriers.views';
import { ChangeViews } from './change.views';
import { ControlCarrier } from './control-carrier';
import { ControlLink } from './control-link';
import { DecideChange } from './decide-change';
import { LinkViews } from './link.views';
import { ProposeChange } from './propose-change';

@Controller()
export class CarriersController {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly board: CarrierViews,
    private readonly views: LinkViews,
    private readonly changes: ChangeViews,
    private readonly carriers: ControlCarrier,
    private readonly control: ControlLink,
    private readonly proposals: ProposeChange,
    private readonly decisions: DecideChange,
    private readonly tests: AskLinkTest,
  ) {}

  @Route(listLinks)
  async links(@CurrentActor() actor: Actor) {
    return this.board.board(this.db, actor.accountId, this.clock.now());
  }

  @Route(showLink)
  async link(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof showLink>) {
    return this.views.show(this.db, actor.accountId, params.linkId, this.clock.now());
  }

  @Route(showChange)
  async change(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof showChange>) {
    return this.changes.show(this.db, actor.accountId, params.changeId);
  }

  @Route(pauseCarrier)
  async pause(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof pauseCarrier>) {
    await this.db.transaction(tx => this.carriers.pause(tx, actor, params.carrier, body.reason));
    return undefined;
  }

  @Route(resumeCarrier)
  async resume(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof resumeCarrier>) {
    await this.db.transaction(tx => this.carriers.resume(tx, actor, params.carrier, body.reason));
    return undefined;
  }

  @Route(drainLink)
  async drain(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof drainLink>) {
    await this.db.transaction(tx => this.control.drain(tx, actor, params.linkId, body.reason));
    return undefined;
  }

  @Route(resumeLink)
  async resumeOne(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof resumeLink>) {
    await this.db.transaction(tx => this.control.resume(tx, actor, params.linkId, body.reason));
    return undefined;
  }

  @Route(switchOffLink)
  async switchOff(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof switchOffLink>) {
    await this.db.transaction(tx => this.control.switchOff(tx, actor, params.linkId, body.reason));
    return undefined;
  }

  @Route(switchOnLink)
  async switchOn(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof switchOnLink>) {
    await this.db.transaction(tx => this.control.switchOn(tx, actor, params.linkId, body.reason));
    return undefined;
  }

  @Route(proposeLinkChange)
  async proposeChange(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: InputOf<typeof proposeLinkChange>,
  ) {
    return {
      changeId: await this.db.transaction(tx => this.proposals.link(tx, actor, params.linkId, body)),
    };
  }

  @Route(proposeNewLink)
  async proposeNew(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof proposeNewLink>) {
    return {
      changeId: await this.db.transaction(tx => this.proposals.newLink(tx, actor, params.carrier, body)),
    };
  }

  @Route(proposeCarrierChange)
  async proposeCarrier(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: InputOf<typeof proposeCarrierChange>,
  ) {
    return {
      changeId: await this.db.transaction(tx => this.proposals.carrier(tx, actor, params.carrier, body)),
    };
  }

  @Route(approveChange)
  async approve(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof approveChange>) {
    await this.db.transaction(tx => this.decisions.approve(tx, actor, params.changeId));
    return undefined;
  }

  @Route(rejectChange)
  async reject(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof rejectChange>) {
    await this.db.transaction(tx => this.decisions.reject(tx, actor, params.changeId, body.note));
    return undefined;
  }

  @Route(withdrawChange)
  async withdraw(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof withdrawChange>) {
    await this.db.transaction(tx => this.decisions.withdraw(tx, actor, params.changeId));
    return undefined;
  }

  @Route(testLink)
  async test(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof testLink>) {
    const number = body.kind === 'message' ? body.number : null;
    return {
      testId: await this.db.transaction(tx => this.tests.execute(tx, actor, params.linkId, number)),
    };
  }
}
