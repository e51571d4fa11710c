/** The three mobile carriers of Taiwan, and the habits by which their gateways differ. */
export type CarrierCode = 'CHT' | 'TWM' | 'FET';

export const LINK_NAMES = ['CHT-A', 'CHT-B', 'TWM-A', 'TWM-B', 'FET-A', 'FET-B'] as const;
export type LinkName = (typeof LINK_NAMES)[number];

/** Why a message did not arrive. Each carrier has its own number for it. */
export type FailureReason =
  | 'none'
  | 'handset'
  | 'expired'
  | 'rejected'
  | 'barred'
  | 'unknown'
  | 'invalid-number'
  | 'content'
  | 'deleted';

export interface Carrier {
  code: CarrierCode;
  zh: string;
  en: string;
  /** Form of the message id in submit_sm_resp and query_sm. */
  answerId: 'decimal' | 'hex';
  /** Form of the same id in a receipt. */
  receiptId: 'decimal' | 'hex';
  /** Receipts as text in short_message, or as TLVs beside a text that cannot be parsed. */
  receipt: 'text' | 'tlv';
  /** Receipts come on the link that took the message, or on any link of the carrier. */
  receiptsOn: 'same-link' | 'any-link';
  /** `err:` of the text or network_error_code. */
  errors: Record<FailureReason, number>;
}

/** Codes of the GSM mobile application part, as gateways without a table of their own pass them on. */
const GSM_ERRORS: Record<FailureReason, number> = {
  none: 0,
  handset: 27,
  expired: 32,
  rejected: 21,
  barred: 13,
  unknown: 34,
  'invalid-number': 1,
  content: 199,
  deleted: 198,
};

/** The result codes that HiNet publishes for its SMS gateway. */
const HINET_ERRORS: Record<FailureReason, number> = {
  none: 0,
  handset: 17,
  expired: 9,
  rejected: 18,
  barred: 23,
  unknown: 15,
  'invalid-number': 8,
  content: 22,
  deleted: 10,
};

export const CARRIERS: readonly Carrier[] = [
  {
    code: 'CHT',
    zh: '中華電信',
    en: 'Chunghwa Telecom',
    answerId: 'decimal',
    receiptId: 'decimal',
    receipt: 'text',
    receiptsOn: 'same-link',
    errors: HINET_ERRORS,
  },
  {
    code: 'TWM',
    zh: '台灣大哥大',
    en: 'Taiwan Mobile',
    answerId: 'hex',
    receiptId: 'decimal',
    receipt: 'text',
    receiptsOn: 'same-link',
    errors: GSM_ERRORS,
  },
  {
    code: 'FET',
    zh: '遠傳電信',
    en: 'Far EasTone',
    answerId: 'hex',
    receiptId: 'hex',
    receipt: 'tlv',
    receiptsOn: 'any-link',
    errors: GSM_ERRORS,
  },
];

export const isCarrierCode = (value: unknown): value is CarrierCode =>
  CARRIERS.some(carrier => carrier.code === value);

export const isLinkName = (value: unknown): value is LinkName => LINK_NAMES.some(name => name === value);

/** The link's carrier as its position in {@link CARRIERS}. */
export const carrierIndexOf = (linkIndex: number): number => linkIndex >> 1;
