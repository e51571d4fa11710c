import { AccountViews } from '@sms111/api/accounts';
import { AuditTrail } from '@sms111/api/audit';
import { Notices } from '@sms111/api/notices';
import { Clock, isDuplicate, problem, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { readHabits, tidyHabits, type CarrierHabits } from './carrier-habits';
import { judgeCertificate } from './given-certificate';
import { SELECT_SETTINGS, type LinkSettings } from './link';
import { LinkRegister } from './link-register';

interface Proposal {
  readonly kind: 'create' | 'edit' | 'carrier';
  readonly carrier: string;
  readonly linkId: string | null;
  readonly revision: number;
  readonly before: object;
  readonly after: object;
  readonly passwordSealed: Buffer | null;
  readonly reason: string;
}

/** Writes down what somebody wants to change; it changes nothing before another person approves it. */
@Injectable()
export class ProposeChange {
  constructor(
    private readonly clock: Clock,
    private readonly register: LinkRegister,
    private readonly audit: AuditTrail,
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
  ) {}

  /** Problems: `not-found`, `state-conflict` (something waits already, or nothing would change), `invalid-request` (certificate). */
  async link(
    tx: Tx,
    actor: Actor,
    id: string,
    { settings, password, reason }: { settings: LinkSettings; password?: string | undefined; reason: string },
  ): Promise<string> {
    const [current] = await tx.query<LinkSettings & { carrier: string; revision: number }>(
      `SELECT k.carrier, k.revision, ${SELECT_SETTINGS} FROM carrier_link k WHERE k.id = $1 FOR UPDATE`,
      [id],
    );
    if (!current) throw problem('not-found');
    const { carrier, revision, ...before } = current;
    if (password === undefined && same(before, settings)) throw problem('state-conflict', { state: 'same' });
    judgeCertificate(settings, this.clock.now());
    return this.put(tx, actor, {
      kind: 'edit',
      carrier,
      linkId: id,
      revision,
      before,
      after: settings,
      passwordSealed: password === undefined ? null : await this.register.sealed(id, password),
      reason,
    });
  }

  /** Problems: `not-found` (no such carrier), `state-conflict` (the name is taken), `invalid-request` (certificate). */
  async newLink(
    tx: Tx,
    actor: Actor,
    carrier: string,
    {
      id,
      settings,
      password,
      reason,
    }: { id: string; settings: LinkSettings; password: string; reason: string },
  ): Promise<string> {
    await this.mustExist(tx, carrier);
    const [taken] = await tx.query('SELECT id FROM carrier_link WHERE id = $1', [id]);
    if (taken) throw problem('state-conflict', { state: 'taken' });
    judgeCertificate(settings, this.clock.now());
    return this.put(tx, actor, {
      kind: 'create',
      carrier,
      linkId: id,
      revision: 0,
      before: {},
      after: settings,
      passwordSealed: await this.register.sealed(id, password),
      reason,
    });
  }

  /** Problems: `not-found`, `state-conflict`. */
  async carrier(
    tx: Tx,
    actor: Actor,
    carrier: string,
    { habits, reason }: { habits: CarrierHabits; reason: string },
  ): Promise<string> {
    await this.mustExist(tx, carrier);
    const before = await readHabits(tx, carrier);
    const after = tidyHabits(habits);
    if (same(before, after)) throw problem('state-conflict', { state: 'same' });
    return this.put(tx, actor, {
      kind: 'carrier',
      carrier,
      linkId: null,
      revision: 0,
      before,
      after,
      passwordSealed: null,
      reason,
    });
  }

  private async mustExist(tx: Tx, carrier: string): Promise<void> {
    const [network] = await tx.query('SELECT code FROM network WHERE code = $1', [carrier]);
    if (!network) throw problem('not-found');
  }

  private async put(tx: Tx, actor: Actor, proposal: Proposal): Promise<string> {
    const rows = await tx
      .query<{ id: string }>(
        `INSERT INTO link_change (kind, carrier, link_id, base_revision, before, after, password_sealed, reason, proposed_by,
                                  proposed_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING id`,
        [
          proposal.kind,
          proposal.carrier,
          proposal.linkId,
          proposal.revision,
          JSON.stringify(proposal.before),
          JSON.stringify(proposal.after),
          proposal.passwordSealed,
          proposal.reason,
          actor.accountId,
          this.clock.now(),
        ],
      )
      .catch((error: unknown) => {
        if (isDuplicate(error)) throw problem('state-conflict', { state: 'waiting' });
        throw error;
      });
    const id = rows[0]?.id ?? '';
    await this.audit.record(tx, actor, {
      action: 'carrier-change.proposed',
      object: { kind: 'carrier-change', id },
      detail: { link: proposal.linkId, carrier: proposal.carrier, reason: proposal.reason },
    });
    await this.ask(tx, actor, id, proposal);
    return id;
  }

  /** Tells those who could be the second person. */
  private async ask(tx: Tx, actor: Actor, id: string, { kind, carrier, linkId }: Proposal): Promise<void> {
    for (const to of await this.accounts.everywhere(tx, 'carrier.configure')) {
      if (to.id === actor.accountId) continue;
      await this.notices.tell(tx, {
        to,
        kind: 'carrier-change-proposed',
        params: { by: actor.name, what: kind, name: linkId ?? carrier, changeId: id },
        dedupeKey: `carrier-change/${id}/${to.id}`,
      });
    }
  }
}

/** Whether two sets of settings say the same, whatever the order of their names. */
const same = (a: object, b: object): boolean => JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
const sorted = (value: object): unknown => Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
