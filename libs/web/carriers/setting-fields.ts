import type { LinkSettings } from './links-query';

export type SettingName = keyof LinkSettings;

interface Field {
  readonly name: SettingName;
  readonly kind: 'text' | 'number' | 'choice' | 'long';
  /** Empty means that there is none. */
  readonly nullable?: boolean;
  readonly options?: readonly (string | number)[];
}

/** The settings of a link in the order in which people read them, and how each is typed. */
export const SETTING_FIELDS: readonly Field[] = [
  { name: 'host', kind: 'text' },
  { name: 'port', kind: 'number' },
  { name: 'bindMode', kind: 'choice', options: ['transceiver', 'pair'] },
  { name: 'receiverHost', kind: 'text', nullable: true },
  { name: 'receiverPort', kind: 'number', nullable: true },
  { name: 'systemId', kind: 'text' },
  { name: 'systemType', kind: 'text' },
  { name: 'window', kind: 'number' },
  { name: 'ratePerSecond', kind: 'number' },
  { name: 'weight', kind: 'number' },
  { name: 'sourceTon', kind: 'number' },
  { name: 'sourceNpi', kind: 'number' },
  { name: 'destTon', kind: 'number' },
  { name: 'destNpi', kind: 'number' },
  { name: 'destForm', kind: 'choice', options: ['international', 'national'] },
  { name: 'dataCoding', kind: 'choice', options: [8, 24, 25, 26, 27] },
  { name: 'concat', kind: 'choice', options: ['udh8', 'sar', 'payload', 'numbered'] },
  { name: 'idForm', kind: 'choice', options: ['as-is', 'hex', 'decimal', 'hex-decimal'] },
  { name: 'validitySeconds', kind: 'number' },
  { name: 'responseTimeoutMs', kind: 'number' },
  { name: 'enquireLinkMs', kind: 'number' },
  { name: 'bindTimeoutMs', kind: 'number' },
  { name: 'tls', kind: 'choice', options: ['off', 'ca', 'pinned'] },
  { name: 'tlsServerName', kind: 'text', nullable: true },
  { name: 'tlsCertificate', kind: 'long', nullable: true },
];
