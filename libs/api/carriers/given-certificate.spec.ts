import { givenLinkSettings } from '@sms111/contracts';
import { ProblemError } from '@sms111/api/platform';
import { judgeCertificate } from './given-certificate';
import type { LinkSettings } from './link';
import { DEFAULT_SETTINGS } from './link-register';
import { selfSigned } from './testing/self-signed';

const NOW = new Date('2026-11-20T06:00:00Z');
const { key, cert } = selfSigned('smsc.carrier.example');
const lines = cert.split('\n');
const settings = (tlsCertificate: string | null, tls: LinkSettings['tls'] = 'pinned'): LinkSettings => ({
  ...DEFAULT_SETTINGS,
  host: 'smsc.carrier.example',
  port: 2775,
  systemId: 'sms111',
  tls,
  tlsCertificate,
});
/** What a person is told of it: the code of the contract's fault, or of the server's. */
const faultOf = (given: LinkSettings): string | null => {
  const parsed = givenLinkSettings.safeParse(given);
  if (!parsed.success) return parsed.error.issues.map(({ code, path }) => `${path.join('.')} ${code}`).join();
  try {
    judgeCertificate(parsed.data, NOW);
    return null;
  } catch (error) {
    if (!(error instanceof ProblemError)) throw error;
    return error.errors.map(({ pointer, code }) => `${pointer} ${code}`).join();
  }
};

describe('the certificate of a link, when it is proposed', () => {
  it.each([
    ['whole', cert, null],
    ['a chain', `${cert}${selfSigned('ca.carrier.example').cert}`, null],
    ['with words around it', `subject=CN = smsc\n${cert.replaceAll('\n', '\r\n')}\nissuer=CN = smsc\n`, null],
    ['a line short', lines.filter((_, i) => i !== 2).join('\n'), 'tlsCertificate invalid_format'],
    ['without its end', lines.slice(0, -2).join('\n'), 'tlsCertificate invalid_format'],
    ['half of a chain', `${cert}${lines.slice(0, 3).join('\n')}`, 'tlsCertificate invalid_format'],
    ['with the private key', `${cert}${key}`, 'tlsCertificate invalid_format'],
    ['something else', 'smsc.carrier.example', 'tlsCertificate invalid_format'],
    ['pinned, and not there', null, 'tlsCertificate custom'],
    [
      'of the right length, and none',
      pem(Buffer.concat([Buffer.from([0x30, 0x82, 1, 0]), Buffer.alloc(256, 5)])),
      '/settings/tlsCertificate invalid_format',
    ],
    [
      'out of date',
      selfSigned('smsc.carrier.example', '20261120055959Z').cert,
      '/settings/tlsCertificate certificate-expired',
    ],
    ['in its last second', selfSigned('smsc.carrier.example', '20261120060000Z').cert, null],
  ])('%s', (_, text, fault) => {
    expect(faultOf(settings(text))).toBe(fault);
  });

  it('is not asked for where none is pinned', () => {
    expect([faultOf(settings(null, 'ca')), faultOf(settings(null, 'off'))]).toEqual([null, null]);
  });
});

function pem(bytes: Buffer): string {
  return `-----BEGIN CERTIFICATE-----\n${bytes.toString('base64')}\n-----END CERTIFICATE-----\n`;
}
