import { AgencyRegister } from '@sms111/api/agencies';
import { PLATFORM } from '@sms111/api/audit';
import type { Tx } from '@sms111/api/platform';
import { OrderQuota } from '@sms111/api/quota';
import { Injectable } from '@nestjs/common';
import { PastClock } from '../past-clock';
import { yearOf, yearStart } from '../taipei';
import type { AgencySeed, UnitSeed } from './agencies';

export interface EnteredUnit extends UnitSeed {
  readonly id: string;
  readonly agencyId: string;
  /** Counts the agencies. */
  readonly agencyNumber: number;
}

const UNIT_PRICE = '0.75';

/** Enters the contract, the agencies, their units with their names, and the units' orders. */
@Injectable()
export class DemoAgencies {
  constructor(
    private readonly clock: PastClock,
    private readonly agencies: AgencyRegister,
    private readonly quota: OrderQuota,
  ) {}

  /** `now`: a moment in the contract's first year. */
  async execute(tx: Tx, seeds: readonly AgencySeed[], now: number): Promise<EnteredUnit[]> {
    await this.contracts(tx, yearOf(now));
    const entered: EnteredUnit[] = [];
    for (const [i, { name, kind, units }] of seeds.entries()) {
      const agencyId = await this.agencies.createAgency(tx, PLATFORM, { name, kind });
      for (const unit of units) {
        const id = await this.unit(tx, agencyId, unit);
        entered.push({ ...unit, id, agencyId, agencyNumber: i + 1 });
      }
    }
    return entered;
  }

  /** The one before is there because in January the history reaches back into it. */
  private async contracts(tx: Tx, year: number): Promise<void> {
    const windows = [
      { name: '共同供應契約（前期）', from: year - 1, to: year },
      { name: '共同供應契約', from: year, to: year + 2 },
    ];
    for (const { name, from, to } of windows) {
      await this.agencies.createContract(tx, PLATFORM, {
        name,
        startsAt: new Date(yearStart(from)),
        endsAt: new Date(yearStart(to)),
        unitPrice: UNIT_PRICE,
      });
    }
  }

  private async unit(tx: Tx, agencyId: string, { name, signatures, orders }: UnitSeed): Promise<string> {
    const unitId = await this.agencies.createUnit(tx, PLATFORM, { agencyId, name });
    for (const signature of signatures) {
      await this.agencies.createSignature(tx, PLATFORM, { unitId, name: signature });
    }
    for (const segments of orders) await this.quota.order(tx, PLATFORM, unitId, segments, this.clock.now());
    return unitId;
  }
}
