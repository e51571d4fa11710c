import { createHash, timingSafeEqual } from 'node:crypto';
import { BlockList, isIP, isIPv4 } from 'node:net';
import type { Config } from '../config/config';

/** Who asks: the address as the server knows it, and the `Authorization` header. */
export interface Asker {
  readonly address: string;
  readonly authorization: string | undefined;
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/**
 * Who may read the metrics: whoever brings `METRICS_TOKEN` as a bearer, and whoever asks from `METRICS_ADDRESSES`. With
 * neither set nobody may.
 */
export const metricsAccess = (config: Config): ((asker: Asker) => boolean) => {
  const token = config.get('METRICS_TOKEN');
  const expected = token ? digest(`Bearer ${token}`) : null;
  const listed = listOf(config.get('METRICS_ADDRESSES'));
  return ({ address, authorization }) => {
    if (expected && authorization && timingSafeEqual(digest(authorization), expected)) return true;
    const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
    return isIP(plain) !== 0 && listed.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
  };
};

/** Addresses and networks (`10.1.0.0/16`), separated by commas. Throws at what is neither. */
const listOf = (text: string): BlockList => {
  const list = new BlockList();
  for (const entry of text.split(',').map(each => each.trim())) {
    if (entry === '') continue;
    const [address = '', bits] = entry.split('/');
    const family = isIPv4(address) ? 'ipv4' : 'ipv6';
    if (isIP(address) === 0) throw new Error(`METRICS_ADDRESSES: ${entry} is no address and no network`);
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
};
