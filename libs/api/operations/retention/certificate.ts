import { createHash, createHmac, type KeyObject } from 'node:crypto';

/** What was destroyed, when, by whom, and when the last backup that holds the keys is gone (SEC-7). */
export interface CertificateBody {
  readonly version: 1;
  readonly certificate: string;
  readonly destruction: string;
  readonly month: string;
  /** Whether the month is gone for all agencies. */
  readonly whole: boolean;
  /** Ids of agencies whose records stay because of a legal hold. */
  readonly spared: readonly string[];
  readonly partitions: readonly {
    readonly table: string;
    readonly rows: number;
    readonly dropped: boolean;
  }[];
  readonly alsoDeleted: { readonly clientRefs: number; readonly uploads: number; readonly notices: number };
  readonly batchesCleared: number;
  readonly keys: { readonly seal: number; readonly lookup: number; readonly idsSha256: string };
  readonly log: { readonly batches: number; readonly messages: number; readonly segments: number };
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly approvedBy: string;
  readonly approvedAt: string | null;
  readonly keysDestroyedAt: string;
  readonly issuedAt: string;
  readonly lastBackupExpiresAt: string;
}

/** SHA-256 over the hash of the certificate before and this one's text: none can be changed, taken out or put in. */
export const certificateHash = (previous: Uint8Array | null, body: string): Buffer =>
  createHash('sha256')
    .update(previous ?? Buffer.alloc(32))
    .update(body)
    .digest();

/** Under a key of the platform: whoever can write the table cannot make a new row of certificates. */
export const certificateSeal = (key: KeyObject, hash: Uint8Array): Buffer =>
  createHmac('sha256', key).update('certificate\0').update(hash).digest();

export interface StoredCertificate {
  readonly body: string;
  readonly previous_hash: Buffer | null;
  readonly hash: Buffer;
  readonly seal: Buffer;
}

/** Whether a certificate is as it was issued; `before` is the hash of the one that stands before it. */
export const isGenuine = (key: KeyObject, stored: StoredCertificate, before: Buffer | null): boolean => {
  const { previous_hash: previous, body, hash, seal } = stored;
  const inPlace = previous === null ? before === null : before !== null && previous.equals(before);
  return inPlace && hash.equals(certificateHash(previous, body)) && seal.equals(certificateSeal(key, hash));
};
