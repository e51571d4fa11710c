/** Endings under which a bare `name.ending` is taken for an address on the web. */
const ENDINGS =
  'tw|taipei|com|net|org|gov|edu|mil|int|info|biz|io|me|cc|co|ly|gl|gd|gy|pw|link|site|top|xyz|shop|store|online|' +
  'app|dev|page|vip|club|live|life|work|win|icu|cn|hk|mo|jp|kr|us|uk|eu|tv|ai|ru|la|asia|news|bid|fun|click';

const ADDRESS = new RegExp(
  String.raw`[a-z][a-z0-9+.-]*:\/\/[!-~]*|` +
    String.raw`(?<![a-z0-9@._-])(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+(?:${ENDINGS})(?![a-z0-9-])(?:[:/?#][!-~]*)?`,
  'gi',
);
const TRAILING = /[.,;:!?'")\]}>]+$/;

export interface FoundUrl {
  readonly from: number;
  readonly to: number;
  /** Lower case, without user, port and path; what decides whether it is an official one. */
  readonly host: string;
}

/** The host of an address: what stands before the `@` is a name, not a host, whatever it looks like. */
const hostOf = (url: string): string => {
  const authority = url.replace(/^[a-z][a-z0-9+.-]*:\/\//i, '').split(/[/?#\\]/)[0] ?? '';
  return authority
    .slice(authority.lastIndexOf('@') + 1)
    .replace(/:\d*$/, '')
    .replace(/\.$/, '')
    .toLowerCase();
};

/** Addresses on the web that a phone would make clickable, with or without a scheme. E-mail addresses are none. */
export const findUrls = (text: string): FoundUrl[] =>
  [...text.matchAll(ADDRESS)].map(match => {
    const url = match[0].replace(TRAILING, '');
    return { from: match.index, to: match.index + url.length, host: hostOf(url) };
  });

/** Government hosts, by the end of the name, and those an agency has listed. */
export const isOfficialHost = (host: string, listed: readonly string[] = []): boolean =>
  ['gov.tw', 'gov.taipei', ...listed].some(official => host === official || host.endsWith(`.${official}`));
