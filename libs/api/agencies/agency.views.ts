import { problem, type Reader } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Since when an agency may not send, and why. */
export interface Suspension {
  readonly since: Date;
  readonly reason: string;
}

export interface UnitView {
  readonly id: string;
  readonly name: string;
  readonly agencyId: string;
  readonly agencyName: string;
  readonly agencyStatus: 'active' | 'suspended';
  /** `null` while it may send. */
  readonly suspension: Suspension | null;
  /** Whether the unit may send only the rows of a file that passed (A13). */
  readonly goodRowsOnly: boolean;
}

export interface SignatureView {
  readonly id: string;
  readonly name: string;
  readonly isDefault: boolean;
}

export interface ContractView {
  readonly id: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** NT$ a segment, as a decimal string. */
  readonly unitPrice: string;
}

/** The contract as pages show it. */
export interface ContractShape {
  readonly unitPrice: string;
  readonly contract: { readonly startsAt: string; readonly endsAt: string; readonly open: boolean };
}

/** What other modules need to know of agencies, units, names and the contract. */
@Injectable()
export class AgencyViews {
  /** The unit with its agency; `null` when there is none. */
  async unit(reader: Reader, unitId: string): Promise<UnitView | null> {
    const [row] = await reader.query<
      Omit<UnitView, 'suspension'> & { since: Date | null; reason: string | null }
    >(
      `SELECT u.id, u.name, a.id AS "agencyId", a.name AS "agencyName", a.status AS "agencyStatus",
              u.good_rows_only AS "goodRowsOnly", a.suspended_at AS since, a.suspension_reason AS reason
         FROM unit u JOIN agency a ON a.id = u.agency_id WHERE u.id = $1`,
      [unitId],
    );
    if (!row) return null;
    const { since, reason, ...unit } = row;
    return { ...unit, suspension: since ? { since, reason: reason ?? '' } : null };
  }

  /** The units of an agency. */
  unitsOf(reader: Reader, agencyId: string): Promise<{ id: string }[]> {
    return reader.query<{ id: string }>('SELECT id FROM unit WHERE agency_id = $1 ORDER BY id', [agencyId]);
  }

  /** Problem: `agency-suspended` {since, reason} unless the unit's agency may send. */
  async expectActive(reader: Reader, unitId: string): Promise<void> {
    const unit = await this.unit(reader, unitId);
    if (unit?.agencyStatus === 'active') return;
    const { since, reason } = unit?.suspension ?? {};
    throw problem('agency-suspended', {
      ...(since && { since: since.toISOString() }),
      ...(reason && { reason }),
    });
  }

  /** The names that the unit's messages may bear, the default first. */
  signatures(reader: Reader, unitId: string): Promise<SignatureView[]> {
    return reader.query<SignatureView>(
      `SELECT id, name, is_default AS "isDefault" FROM unit_signature
        WHERE unit_id = $1 ORDER BY is_default DESC, id`,
      [unitId],
    );
  }

  /** The contract in force at a moment (its end excluded); of two, the one that began last. */
  async contractAt(reader: Reader, at: Date): Promise<ContractView | null> {
    const [row] = await reader.query<ContractView>(
      `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", unit_price AS "unitPrice" FROM contract
        WHERE starts_at <= $1 AND ends_at > $1 ORDER BY starts_at DESC LIMIT 1`,
      [at],
    );
    return row ?? null;
  }

  /**
   * The contract in force, else the one nearest in time with `open: false`.
   * Problem: `contract-closed` where no contract was ever entered.
   */
  async contractShape(reader: Reader, at: Date): Promise<ContractShape> {
    const inForce = await this.contractAt(reader, at);
    const shown = inForce ?? (await this.nearestContract(reader, at));
    if (!shown) throw problem('contract-closed');
    return {
      unitPrice: shown.unitPrice,
      contract: {
        startsAt: shown.startsAt.toISOString(),
        endsAt: shown.endsAt.toISOString(),
        open: inForce !== null,
      },
    };
  }

  private async nearestContract(reader: Reader, at: Date): Promise<ContractView | undefined> {
    const [row] = await reader.query<ContractView>(
      `SELECT id, starts_at AS "startsAt", ends_at AS "endsAt", unit_price AS "unitPrice" FROM contract
        ORDER BY least(abs(extract(epoch FROM starts_at - $1)), abs(extract(epoch FROM ends_at - $1))) LIMIT 1`,
      [at],
    );
    return row;
  }
}
