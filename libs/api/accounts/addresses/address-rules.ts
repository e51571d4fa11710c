import ipaddr from 'ipaddr.js';
import type { Door } from '../doors/door';
import { parseAddress } from './address-group';

/** A row of the allow-list. `accountId` null: for everybody at that door. */
export interface AllowedNetwork {
  readonly door: string;
  /** In CIDR notation, as PostgreSQL writes it. */
  readonly network: string;
  readonly accountId: string | null;
}

type Network = ReturnType<typeof ipaddr.parseCIDR>;

/** `::ffff:10.0.0.0/104` means `10.0.0.0/8`. */
const parseNetwork = (text: string): Network => {
  const [address, bits] = ipaddr.parseCIDR(text);
  if (address instanceof ipaddr.IPv6 && address.isIPv4MappedAddress() && bits >= 96) {
    return [address.toIPv4Address(), bits - 96];
  }
  return [address, bits];
};

const contains = (networks: readonly Network[], text: string): boolean => {
  const address = parseAddress(text);
  return (
    address !== null &&
    networks.some(([base, bits]) => base.kind() === address.kind() && address.match(base, bits))
  );
};

/** Decisions remembered; an attacker with many addresses only makes them be computed again. */
const MOST_REMEMBERED = 10_000;

/** The allow-list at one moment (SEC-1): nothing listed, nobody admitted. */
export class AddressRules {
  private readonly byDoor = new Map<string, Network[]>();
  private readonly forAll = new Map<string, Network[]>();
  private readonly byAccount = new Map<string, Network[]>();
  private readonly decided = new Map<string, boolean>();

  constructor(rows: readonly AllowedNetwork[]) {
    for (const { door, network, accountId } of rows) {
      const parsed = parseNetwork(network);
      push(this.byDoor, door, parsed);
      if (accountId === null) push(this.forAll, door, parsed);
      else push(this.byAccount, `${door} ${accountId}`, parsed);
    }
  }

  /** Before anybody is known: any row of the door will do, an account's own row included. */
  admitsSomebody(door: Door, address: string): boolean {
    return this.remember(`${door} ${address}`, () => contains(this.byDoor.get(door) ?? [], address));
  }

  /** Once the account is known: its own rows if it has any, else those for everybody; never another's. */
  admitsAccount(door: Door, accountId: string, address: string): boolean {
    const own = `${door} ${accountId}`;
    const networks = this.byAccount.get(own) ?? this.forAll.get(door) ?? [];
    return this.remember(`${own} ${address}`, () => contains(networks, address));
  }

  private remember(key: string, decide: () => boolean): boolean {
    const known = this.decided.get(key);
    if (known !== undefined) return known;
    if (this.decided.size >= MOST_REMEMBERED) this.decided.clear();
    const decision = decide();
    this.decided.set(key, decision);
    return decision;
  }
}

const push = (map: Map<string, Network[]>, key: string, network: Network): void => {
  const networks = map.get(key);
  if (networks) networks.push(network);
  else map.set(key, [network]);
};
