import { type KeyRing, unseal, type Reader } from '@sms111/api/platform';
import type { KeyObject } from 'node:crypto';
import { errorMapOf, type ErrorEntry, type ErrorMap } from './error-map';

export type IdForm = 'as-is' | 'hex' | 'decimal' | 'hex-decimal';
export type BindMode = 'transceiver' | 'pair';
export type DestForm = 'international' | 'national';
/** How a long message is carried; `numbered` is a setting that nobody gets by default (FMT-8). */
export type LinkConcat = 'udh8' | 'sar' | 'payload' | 'numbered';
export type LinkTls = 'off' | 'ca' | 'pinned';

/** What a carrier agreed with us about one link; what a proposal may change. Secrets are elsewhere. */
export interface LinkSettings {
  readonly host: string;
  readonly port: number;
  /** `pair`: a transmitter and a receiver, the latter perhaps at another address. */
  readonly bindMode: BindMode;
  readonly receiverHost: string | null;
  readonly receiverPort: number | null;
  readonly systemId: string;
  readonly systemType: string;
  readonly window: number;
  /** Segments a second that the carrier grants; 0 where it names none. */
  readonly ratePerSecond: number;
  /** Share of a carrier's messages beside its other links. */
  readonly weight: number;
  readonly sourceTon: number;
  readonly sourceNpi: number;
  readonly destTon: number;
  readonly destNpi: number;
  /** `8869…` or `09…`. */
  readonly destForm: DestForm;
  readonly dataCoding: number;
  readonly concat: LinkConcat;
  /** How ids are spelt in responses and receipts. */
  readonly idForm: IdForm;
  /** 0: as the carrier has it. */
  readonly validitySeconds: number;
  readonly responseTimeoutMs: number;
  /** 0: never asked. */
  readonly enquireLinkMs: number;
  readonly bindTimeoutMs: number;
  readonly tls: LinkTls;
  /** PEM: the authority to trust (`ca`), or the very certificate of the carrier (`pinned`). */
  readonly tlsCertificate: string | null;
  readonly tlsServerName: string | null;
}

/** A link as it is configured, with what its session needs. */
export interface Link extends LinkSettings {
  readonly id: string;
  readonly carrier: string;
  /** `null`: it was sealed with another key and cannot be opened. */
  readonly password: string | null;
  readonly revision: number;
  /** Somebody drained it for maintenance; it stays so until it is resumed. */
  readonly drained: boolean;
  readonly carrierPaused: boolean;
  readonly errors: ErrorMap;
}

/** The columns of `LinkSettings`, each once. */
export const SETTING_COLUMNS: Readonly<Record<keyof LinkSettings, string>> = {
  host: 'host',
  port: 'port',
  bindMode: 'bind_mode',
  receiverHost: 'receiver_host',
  receiverPort: 'receiver_port',
  systemId: 'system_id',
  systemType: 'system_type',
  window: 'window_size',
  ratePerSecond: 'rate_per_second',
  weight: 'weight',
  sourceTon: 'source_ton',
  sourceNpi: 'source_npi',
  destTon: 'dest_ton',
  destNpi: 'dest_npi',
  destForm: 'dest_form',
  dataCoding: 'data_coding',
  concat: 'concat',
  idForm: 'id_form',
  validitySeconds: 'validity_seconds',
  responseTimeoutMs: 'response_timeout_ms',
  enquireLinkMs: 'enquire_link_ms',
  bindTimeoutMs: 'bind_timeout_ms',
  tls: 'tls',
  tlsCertificate: 'tls_certificate',
  tlsServerName: 'tls_server_name',
};

/** The settings in a select list, of `carrier_link k`. */
export const SELECT_SETTINGS = Object.entries(SETTING_COLUMNS)
  .map(([name, column]) => `k.${column} AS "${name}"`)
  .join(', ');

/** Settings that a bound session takes over without being bound anew. */
const LIVE: ReadonlySet<string> = new Set<keyof LinkSettings>([
  'ratePerSecond',
  'weight',
  'sourceTon',
  'sourceNpi',
  'destTon',
  'destNpi',
  'destForm',
  'dataCoding',
  'concat',
  'validitySeconds',
]);

/** Whether the session of `a` may go on under `b`. */
export const sameSession = (a: Link, b: Link): boolean => {
  const rest = (link: Link) =>
    JSON.stringify([
      link.password,
      ...Object.keys(SETTING_COLUMNS).map(name => (LIVE.has(name) ? null : link[name as keyof LinkSettings])),
    ]);
  return rest(a) === rest(b);
};

type LinkRow = LinkSettings & {
  readonly id: string;
  readonly carrier: string;
  readonly revision: number;
  readonly drained: boolean;
  readonly carrierPaused: boolean;
  readonly passwordSealed: Buffer;
};

/** Ties a sealed password to its link. */
export const passwordPlace = (linkId: string): string => `link/${linkId}/password`;

/** One that does not open must not take the others' passwords with it. */
const opened = (key: KeyObject, linkId: string, sealed: Buffer): string | null => {
  try {
    return unseal(key, passwordPlace(linkId), sealed).toString();
  } catch {
    return null;
  }
};

/** The links that are switched on, in the order of their names. */
export const enabledLinks = async (reader: Reader, keys: KeyRing): Promise<Link[]> => {
  const rows = await reader.query<LinkRow>(
    `SELECT k.id, k.carrier, k.revision, k.drained_at IS NOT NULL AS drained, c.paused_at IS NOT NULL AS "carrierPaused",
            k.password_sealed AS "passwordSealed", ${SELECT_SETTINGS}
       FROM carrier_link k LEFT JOIN carrier_control c ON c.carrier = k.carrier
      WHERE k.enabled ORDER BY k.id`,
  );
  if (rows.length === 0) return [];
  const entries = await reader.query<ErrorEntry & { carrier: string }>(
    'SELECT carrier, source, code, reason, action, note FROM carrier_error_map ORDER BY carrier, source, code',
  );
  const errors = new Map(
    [...Map.groupBy(entries, entry => entry.carrier)].map(([carrier, own]) => [carrier, errorMapOf(own)]),
  );
  const key = await keys.platformKey();
  return rows.map(({ passwordSealed, ...link }) => ({
    ...link,
    errors: errors.get(link.carrier) ?? errorMapOf([]),
    password: opened(key.key, link.id, passwordSealed),
  }));
};
