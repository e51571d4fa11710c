import { AuditTrail, type Bystander } from '@sms111/api/audit';
import type { Actor, Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { AddressCheck } from './address-check';

export interface AllowedAddress {
  readonly door: 'web' | 'api' | 'sftp';
  /** An address or a network in CIDR notation, host bits zero. */
  readonly network: string;
  /** For this account only; absent: for everybody at that door. */
  readonly accountId?: string;
  /** On whose application it was opened. */
  readonly note: string;
}

/** Opens a door for a network. Entering the same row again changes nothing. */
@Injectable()
export class AllowAddress {
  constructor(
    private readonly audit: AuditTrail,
    private readonly check: AddressCheck,
  ) {}

  async execute(tx: Tx, by: Actor | Bystander, given: AllowedAddress): Promise<void> {
    const { door, network, note, accountId = null } = given;
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO allowed_address (door, network, account_id, note) VALUES ($1, $2, $3, $4)
       ON CONFLICT DO NOTHING RETURNING id`,
      [door, network, accountId, note],
    );
    if (!row) return;
    await this.audit.record(tx, by, {
      action: 'address.allowed',
      object: { kind: 'allowed-address', id: row.id },
      detail: { door, network, accountId },
    });
    tx.afterCommit(() => this.check.forget());
  }
}
