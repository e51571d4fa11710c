import ipaddr from 'ipaddr.js';

/**
 * An address with its spelling made one: an IPv4 address inside IPv6 is that IPv4 address. `null`: not one at all;
 * the short and octal spellings of old (`127.1`) count as none.
 */
export const parseAddress = (text: string): ipaddr.IPv4 | ipaddr.IPv6 | null =>
  ipaddr.IPv4.isValidFourPartDecimal(text) || ipaddr.IPv6.isValid(text) ? ipaddr.process(text) : null;

/** What counts as one source: an IPv4 address, or the /64 that one IPv6 subscriber has to himself. */
export const addressGroup = (text: string): string => {
  const address = parseAddress(text);
  if (!address) return text.slice(0, 64);
  if (address instanceof ipaddr.IPv4) return address.toString();
  return `${ipaddr.IPv6.networkAddressFromCIDR(`${address.toNormalizedString()}/64`).toString()}/64`;
};
