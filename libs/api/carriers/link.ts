import { type KeyRing, unseal, type Reader } from '@sms111/api/platform';

export type IdForm = 'as-is' | 'hex' | 'decimal' | 'hex-decimal';

/** A link as it is configured. */
export interface Link {
  readonly id: string;
  readonly carrier: string;
  readonly host: string;
  readonly port: number;
  readonly systemId: string;
  readonly password: string;
  readonly window: number;
  /** Segments a second that the carrier grants; 0 where it names none. */
  readonly ratePerSecond: number;
  readonly sourceTon: number;
  readonly sourceNpi: number;
  /** How ids are spelt in responses and receipts. */
  readonly idForm: IdForm;
  readonly validitySeconds: number;
  readonly responseTimeoutMs: number;
}

interface LinkRow extends Omit<Link, 'password'> {
  readonly passwordSealed: Buffer;
}

/** Ties a sealed password to its link. */
export const passwordPlace = (linkId: string): string => `link/${linkId}/password`;

const COLUMNS = `id, carrier, host, port, system_id AS "systemId", password_sealed AS "passwordSealed", window_size AS window,
  rate_per_second AS "ratePerSecond", source_ton AS "sourceTon", source_npi AS "sourceNpi", id_form AS "idForm",
  validity_seconds AS "validitySeconds", response_timeout_ms AS "responseTimeoutMs"`;

/** The links that are switched on. */
export const enabledLinks = async (reader: Reader, keys: KeyRing): Promise<Link[]> => {
  const rows = await reader.query<LinkRow>(`SELECT ${COLUMNS} FROM carrier_link WHERE enabled ORDER BY id`);
  if (rows.length === 0) return [];
  const key = await keys.platformKey();
  return rows.map(({ passwordSealed, ...link }) => ({
    ...link,
    password: unseal(key.key, passwordPlace(link.id), passwordSealed).toString(),
  }));
};
