import { AuditTrail, type AuditAction, type AuditDetail, type Bystander } from '@sms111/api/audit';
import type { Actor, Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { Agency, Contract, Unit, UnitSignature } from './agencies.entity';

type By = Actor | Bystander;

/** Enters agencies, units, their names and contracts. Every write leaves its audit entry. */
@Injectable()
export class AgencyRegister {
  constructor(private readonly audit: AuditTrail) {}

  async createAgency(tx: Tx, by: By, given: { name: string; kind?: string }): Promise<string> {
    const agency = tx.em.create(Agency, { name: given.name, ...(given.kind && { kind: given.kind }) });
    await tx.em.flush();
    await this.record(tx, by, 'agency.created', 'agency', agency.id, { name: given.name });
    return agency.id;
  }

  async createUnit(
    tx: Tx,
    by: By,
    given: { agencyId: string; name: string; goodRowsOnly?: boolean },
  ): Promise<string> {
    const goodRowsOnly = given.goodRowsOnly ?? false;
    const unit = tx.em.create(Unit, { agency: given.agencyId, name: given.name, goodRowsOnly });
    await tx.em.flush();
    await this.record(tx, by, 'unit.created', 'unit', unit.id, { name: given.name, goodRowsOnly });
    return unit.id;
  }

  /** A name of the unit. The first one is the default; a later default takes the place of the earlier. */
  async createSignature(
    tx: Tx,
    by: By,
    given: { unitId: string; name: string; isDefault?: boolean },
  ): Promise<string> {
    const defaults = { unit: given.unitId, isDefault: true };
    const first = (await tx.em.count(UnitSignature, defaults)) === 0;
    const isDefault = first || (given.isDefault ?? false);
    // In SQL order: the partial unique index allows one default at any moment.
    if (isDefault) await tx.em.nativeUpdate(UnitSignature, defaults, { isDefault: false });
    const signature = tx.em.create(UnitSignature, { unit: given.unitId, name: given.name, isDefault });
    await tx.em.flush();
    await this.record(tx, by, 'signature.created', 'signature', signature.id, {
      name: given.name,
      isDefault,
    });
    return signature.id;
  }

  /** `unitPrice`: NT$ a segment, as a decimal string. */
  async createContract(
    tx: Tx,
    by: By,
    given: { name: string; startsAt: Date; endsAt: Date; unitPrice: string },
  ): Promise<string> {
    const contract = tx.em.create(Contract, given);
    await tx.em.flush();
    await this.record(tx, by, 'contract.created', 'contract', contract.id, {
      name: given.name,
      startsAt: given.startsAt.toISOString(),
      endsAt: given.endsAt.toISOString(),
      unitPrice: given.unitPrice,
    });
    return contract.id;
  }

  private async record(
    tx: Tx,
    by: By,
    action: AuditAction,
    kind: string,
    id: string,
    detail: AuditDetail,
  ): Promise<void> {
    await this.audit.record(tx, by, { action, object: { kind, id }, detail });
  }
}
