import { certificatesIn } from '@sms111/contracts';
import { problem } from '@sms111/api/platform';
import { X509Certificate } from 'node:crypto';
import type { LinkSettings } from './link';

const POINTER = '/settings/tlsCertificate';

/**
 * Looks at the certificates of settings that somebody proposes: whoever has them at hand hears of it, and not the carrier's link
 * at its next bind. Problems: `invalid-request` (one cannot be read, or is out of date).
 */
export const judgeCertificate = ({ tlsCertificate }: LinkSettings, now: Date): void => {
  for (const block of certificatesIn(tlsCertificate ?? '')) {
    const { validTo } = read(block);
    const until = new Date(validTo);
    if (until >= now) continue;
    const params = { until: until.toISOString() };
    throw problem('invalid-request', {}, [{ pointer: POINTER, code: 'certificate-expired', params }]);
  }
};

const read = (block: string): X509Certificate => {
  try {
    return new X509Certificate(block);
  } catch {
    throw problem('invalid-request', {}, [
      { pointer: POINTER, code: 'invalid_format', params: { format: 'certificate' } },
    ]);
  }
};
