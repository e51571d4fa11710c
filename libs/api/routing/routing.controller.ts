import { AuditTrail } from '@sms111/api/audit';
import { CurrentActor, Db, Input, RawRequest, Route, type Actor } from '@sms111/api/platform';
import {
  compareSnapshots,
  confirmPortedImport,
  createPortedImport,
  discardPortedImport,
  endOverride,
  listOverrides,
  listPortedImports,
  listSnapshots,
  lookUpNumber,
  placeOverride,
  rollBackSnapshot,
  setRoutingPolicy,
  showPortedImport,
  showRouting,
  type InputOf,
} from '@sms111/contracts';
import { Controller } from '@nestjs/common';
import { ExplainRoute } from './explain-route';
import { DecideImport } from './import/decide-import';
import type { FormRequest } from './import/form';
import { ImportViews } from './import/import.views';
import { ReceiveImport } from './import/receive-import';
import { EndOverride } from './overrides/end-override';
import { OverrideViews } from './overrides/override.views';
import { PlaceOverride } from './overrides/place-override';
import { RoutingViews } from './routing.views';
import { SetPolicy } from './set-policy';
import { CompareSnapshots } from './snapshots/compare-snapshots';
import { RollBack } from './snapshots/roll-back';
import { SnapshotViews } from './snapshots/snapshot.views';

@Controller()
export class RoutingController {
  constructor(
    private readonly db: Db,
    private readonly views: RoutingViews,
    private readonly explain: ExplainRoute,
    private readonly receive: ReceiveImport,
    private readonly imports: ImportViews,
    private readonly deciding: DecideImport,
    private readonly snapshots: SnapshotViews,
    private readonly comparing: CompareSnapshots,
    private readonly rollBack: RollBack,
    private readonly overrides: OverrideViews,
    private readonly place: PlaceOverride,
    private readonly end: EndOverride,
    private readonly policy: SetPolicy,
    private readonly audit: AuditTrail,
  ) {}

  @Route(showRouting)
  async show() {
    return this.views.show(this.db);
  }

  @Route(lookUpNumber)
  async lookUp(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof lookUpNumber>) {
    return this.db.transaction(tx => this.explain.execute(tx, actor, body.number));
  }

  @Route(createPortedImport)
  async import(@CurrentActor() actor: Actor, @RawRequest() request: FormRequest) {
    return this.imports.show(this.db, await this.receive.execute(actor, request));
  }

  @Route(listPortedImports)
  async listImports() {
    return { items: await this.imports.latest(this.db) };
  }

  @Route(showPortedImport)
  async showImport(@Input() { params }: InputOf<typeof showPortedImport>) {
    return this.imports.show(this.db, params.importId);
  }

  @Route(confirmPortedImport)
  async confirmImport(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: InputOf<typeof confirmPortedImport>,
  ) {
    return this.db.transaction(async tx => {
      await this.deciding.confirm(tx, actor, params.importId, body.instead);
      return this.imports.show(tx, params.importId);
    });
  }

  @Route(discardPortedImport)
  async discardImport(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof discardPortedImport>,
  ) {
    return this.db.transaction(async tx => {
      await this.deciding.discard(tx, actor, params.importId);
      return this.imports.show(tx, params.importId);
    });
  }

  @Route(listSnapshots)
  async listSnapshots(@Input() { query }: InputOf<typeof listSnapshots>) {
    return this.snapshots.page(this.db, query);
  }

  @Route(compareSnapshots)
  async compare(@CurrentActor() actor: Actor, @Input() { params, query }: InputOf<typeof compareSnapshots>) {
    const compared = await this.comparing.execute(this.db, params.snapshotId, query.with);
    await this.db.transaction(tx =>
      this.audit.record(tx, actor, {
        action: 'routing.compared',
        object: { kind: 'ported-snapshot', id: String(params.snapshotId) },
        detail: { with: query.with, numbers: compared.numbers },
      }),
    );
    return compared;
  }

  @Route(rollBackSnapshot)
  async putInForce(
    @CurrentActor() actor: Actor,
    @Input() { params, body }: InputOf<typeof rollBackSnapshot>,
  ) {
    return this.db.transaction(async tx => {
      await this.rollBack.execute(tx, actor, params.snapshotId, body.instead);
      return this.snapshots.show(tx, params.snapshotId);
    });
  }

  @Route(listOverrides)
  async listOverrides(@Input() { query }: InputOf<typeof listOverrides>) {
    return this.overrides.page(this.db, query);
  }

  @Route(placeOverride)
  async placeOverride(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof placeOverride>) {
    return this.db.transaction(async tx =>
      this.overrides.show(tx, await this.place.execute(tx, actor, body)),
    );
  }

  @Route(endOverride)
  async endOverride(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof endOverride>) {
    return this.db.transaction(async tx => {
      await this.end.execute(tx, actor, params.overrideId);
      return this.overrides.show(tx, params.overrideId);
    });
  }

  @Route(setRoutingPolicy)
  async setPolicy(@CurrentActor() actor: Actor, @Input() { body }: InputOf<typeof setRoutingPolicy>) {
    return this.db.transaction(tx => this.policy.execute(tx, actor, body));
  }
}
