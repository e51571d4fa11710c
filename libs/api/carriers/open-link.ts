import { openSession, type SessionHandlers, type SessionOptions } from '@sms111/smpp';
import { createHash, X509Certificate } from 'node:crypto';
import type { PeerCertificate } from 'node:tls';
import type { Link } from './link';
import { PairSession, type LinkSession } from './pair-session';
import { UnusableLink } from './unusable-link';

/**
 * Opens what a link's settings ask for: one session, or a transmitter and a receiver; over TLS where it is set.
 * @throws UnusableLink when its password or its certificate cannot be read
 */
export const openLink = (link: Link, rate: number, handlers: SessionHandlers): LinkSession => {
  if (link.password === null) throw new UnusableLink('password-unreadable');
  const session: SessionOptions = {
    host: link.host,
    port: link.port,
    bind: {
      type: 'transceiver',
      systemId: link.systemId,
      password: link.password,
      systemType: link.systemType,
    },
    window: link.window,
    responseTimeoutMs: link.responseTimeoutMs,
    enquireLinkMs: link.enquireLinkMs,
    // Two enquiries and an answer's time: then nobody is there.
    idleTimeoutMs: link.enquireLinkMs === 0 ? 600_000 : link.enquireLinkMs * 2 + link.responseTimeoutMs,
    bindTimeoutMs: link.bindTimeoutMs,
    ...(rate > 0 && { rate }),
    ...(link.tls !== 'off' && { tls: tlsOf(link) }),
  };
  if (link.bindMode === 'transceiver') return openSession(session, handlers);
  const receiver = { host: link.receiverHost ?? link.host, port: link.receiverPort ?? link.port };
  return new PairSession({ session, receiver }, handlers);
};

const tlsOf = (link: Link): NonNullable<SessionOptions['tls']> => {
  const shared = {
    ...(link.tlsServerName && { servername: link.tlsServerName }),
    ...(link.tlsCertificate && { ca: link.tlsCertificate }),
  };
  if (link.tls === 'ca') return shared;
  // A pinned certificate needs no name: it is this one and no other.
  const pinned = fingerprint(certificateOf(link).raw);
  return {
    ...shared,
    checkServerIdentity: (_host: string, peer: PeerCertificate) =>
      fingerprint(peer.raw) === pinned ? undefined : new PinnedCertificateDiffers(),
  };
};

const certificateOf = (link: Link): X509Certificate => {
  try {
    return new X509Certificate(link.tlsCertificate ?? '');
  } catch {
    throw new UnusableLink('certificate-unreadable');
  }
};

const fingerprint = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex');

/** The other side has a certificate, but not the one that was agreed. */
class PinnedCertificateDiffers extends Error {
  readonly code = 'CERT_NOT_PINNED';
  constructor() {
    super('the certificate is not the pinned one');
  }
}
