import { Clock, Db, problem } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { Door } from '../doors/door';
import { AddressRules, type AllowedNetwork } from './address-rules';

/** A change of the list takes hold everywhere within this time. */
const FRESH_MS = 5_000;

/** Blocks every source that the allow-list does not name (SEC-1, baseline 14). Problem: `address-not-allowed`. */
@Injectable()
export class AddressCheck {
  private current: { readonly rules: AddressRules; readonly loadedAt: number } | null = null;
  private loading: Promise<AddressRules> | null = null;

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
  ) {}

  /** Before anything of the request is read. */
  async door(door: Door, address: string): Promise<void> {
    if (!(await this.rules()).admitsSomebody(door, address)) throw problem('address-not-allowed');
  }

  /** After authentication. */
  async account(door: Door, accountId: string, address: string): Promise<void> {
    if (!(await this.rules()).admitsAccount(door, accountId, address)) throw problem('address-not-allowed');
  }

  /** Reads the list anew at the next question. */
  forget(): void {
    this.current = null;
  }

  /** While the list cannot be read nobody is admitted: the fault goes to the caller. */
  private rules(): Promise<AddressRules> {
    if (this.current && this.clock.ms() - this.current.loadedAt < FRESH_MS) {
      return Promise.resolve(this.current.rules);
    }
    this.loading ??= this.load().finally(() => (this.loading = null));
    return this.loading;
  }

  private async load(): Promise<AddressRules> {
    const loadedAt = this.clock.ms();
    const rows = await this.db.query<AllowedNetwork>(
      `SELECT door, network::text AS network, account_id AS "accountId" FROM allowed_address WHERE door IN ('web', 'api')`,
    );
    const rules = new AddressRules(rows);
    this.current = { rules, loadedAt };
    return rules;
  }
}
