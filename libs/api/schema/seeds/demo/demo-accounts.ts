import { AccountRegister, AllowAddress } from '@sms111/api/accounts';
import { PLATFORM } from '@sms111/api/audit';
import type { Actor, Tx } from '@sms111/api/platform';
import { OrderQuota } from '@sms111/api/quota';
import { permissionsOf } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { generateSecret } from 'otplib';
import { CAMPAIGNS } from '../history/campaigns';
import { campaignsFor, type Sender } from '../history/sender';
import { PastClock } from '../past-clock';
import type { DemoAccount } from './accounts-file';
import type { AccountSeed } from './agencies';
import type { EnteredUnit } from './demo-agencies';
import { typeablePassword } from './typeable-password';

/** A person's secrets, made before the transaction: hashing is slow. */
export interface Credentials {
  readonly password: string;
  readonly passwordHash: string;
  readonly totpSecret: string;
}

const ROLE_ORDER = ['user', 'group-manager', 'ministry-admin', 'system-admin'] as const;

const LOOPBACK = ['127.0.0.0/8', '::1/128'];

/** Enters the accounts and opens the doors to this machine. */
@Injectable()
export class DemoAccounts {
  constructor(
    private readonly clock: PastClock,
    private readonly register: AccountRegister,
    private readonly addresses: AllowAddress,
    private readonly quota: OrderQuota,
  ) {}

  async credentials(seeds: readonly AccountSeed[]): Promise<ReadonlyMap<string, Credentials>> {
    const people = seeds.filter(seed => seed.role !== 'system');
    const made = people.map(async ({ login }): Promise<[string, Credentials]> => {
      const password = typeablePassword(login);
      const passwordHash = await this.register.hashPassword(password, login);
      return [login, { password, passwordHash, totpSecret: generateSecret() }];
    });
    return new Map(await Promise.all(made));
  }

  /** Returns who sends, in the order of the units, and what the people who are told must know. */
  async execute(
    tx: Tx,
    units: readonly EnteredUnit[],
    credentials: ReadonlyMap<string, Credentials>,
  ): Promise<{ senders: Sender[]; told: DemoAccount[] }> {
    const senders: Sender[] = [];
    const told: DemoAccount[] = [];
    for (const unit of units) {
      for (const seed of unit.accounts) {
        const own = credentials.get(seed.login);
        const email = `${seed.login}@sms111.example`;
        const accountId = await this.account(tx, unit, seed, own, email);
        if (seed.allocation) {
          const holder = { unitId: unit.id, accountId };
          await this.quota.allocate(tx, PLATFORM, holder, seed.allocation, this.clock.now());
        }
        if (seed.share && unit.campaigns) senders.push(senderOf(unit, unit.campaigns, seed, accountId));
        if (seed.told && seed.role !== 'system' && own) {
          const { login, role, name } = seed;
          told.push({ login, password: own.password, role, totpSecret: own.totpSecret, name, email });
        }
      }
    }
    await this.openDoors(tx);
    return { senders, told: ROLE_ORDER.flatMap(role => told.filter(each => each.role === role)) };
  }

  /** Others than those who are told have no second factor and cannot sign in. */
  private account(
    tx: Tx,
    unit: EnteredUnit,
    { login, name, role, autoPrefix = false, told = false }: AccountSeed,
    own: Credentials | undefined,
    email: string,
  ): Promise<string> {
    const base = { unitId: unit.id, login, name };
    if (role === 'system') return this.register.createSystem(tx, PLATFORM, { ...base, autoPrefix });
    if (!own) throw new Error(`no password was made for ${login}`);
    const { passwordHash, totpSecret } = own;
    const person = { ...base, role, passwordHash };
    return told
      ? this.register.createPerson(tx, PLATFORM, { ...person, email, totpSecret })
      : this.register.createPerson(tx, PLATFORM, { ...person, email: null });
  }

  private async openDoors(tx: Tx): Promise<void> {
    for (const door of ['web', 'api'] as const) {
      for (const network of LOOPBACK) {
        await this.addresses.execute(tx, PLATFORM, { door, network, note: '示範：本機連線' });
      }
    }
  }
}

const senderOf = (
  unit: EnteredUnit,
  campaigns: keyof typeof CAMPAIGNS,
  { login, name, role, share = 0 }: AccountSeed,
  accountId: string,
): Sender => {
  const kind: Actor['kind'] = role === 'system' ? 'system' : 'person';
  return {
    actor: {
      kind,
      accountId,
      login,
      name,
      role,
      unitId: unit.id,
      agencyId: unit.agencyId,
      permissions: permissionsOf(role),
      sessionId: null,
      // Addresses of TEST-NET-2 belong to nobody.
      address: `198.51.100.${unit.agencyNumber}`,
    },
    signatures: unit.signatures,
    campaigns: campaignsFor(kind, CAMPAIGNS[campaigns]),
    share,
  };
};
