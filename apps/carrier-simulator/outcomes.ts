import type { FailureReason } from './carriers';
import { STATUS } from './wire/constants';

/** `stat:` of a receipt and the `message_state` of SMPP 3.4 (5.2.28). */
export const RECEIPT_STATES = {
  ENROUTE: 1,
  DELIVRD: 2,
  EXPIRED: 3,
  DELETED: 4,
  UNDELIV: 5,
  ACCEPTD: 6,
  UNKNOWN: 7,
  REJECTD: 8,
} as const;
export type ReceiptState = keyof typeof RECEIPT_STATES;

/** What happens to a segment: how the submit is answered and what the receipt says. */
export interface Outcome {
  /** Position in {@link OUTCOMES}; kept in the journal, so the order never changes. */
  index: number;
  code: string;
  /** Last four digits of the recipient that call for it; null = every other number. */
  suffix: string | null;
  /**
   * `taken`: answered at once. `refused`: with `status`, `times` times (for ever when absent), then taken.
   * `refused-elsewhere`: by the first carrier that is asked; another carrier takes it. `mute`: taken, never
   * answered. `lost`: neither taken nor answered. `after-receipt`: answered only after the receipt was.
   */
  answer: 'taken' | 'refused' | 'refused-elsewhere' | 'mute' | 'lost' | 'after-receipt';
  status?: number;
  times?: number;
  receipt: 'once' | 'twice' | 'late' | 'never' | 'enroute-first';
  state: ReceiptState;
  reason: FailureReason;
  /** Only this part of a long message meets it; the others are delivered. */
  onlyPart?: number;
  zh: string;
  en: string;
}

type Row = Omit<Outcome, 'index' | 'answer' | 'receipt' | 'state' | 'reason'> & Partial<Outcome>;

const rows: readonly Row[] = [
  { suffix: null, code: 'delivered', zh: '送達', en: 'Delivered' },
  {
    suffix: '9001',
    code: 'undelivered',
    state: 'UNDELIV',
    reason: 'handset',
    zh: '無法送達（手機端因素）',
    en: 'Undelivered (the handset)',
  },
  { suffix: '9002', code: 'expired', state: 'EXPIRED', reason: 'expired', zh: '逾時未送達', en: 'Expired' },
  {
    suffix: '9003',
    code: 'rejected',
    state: 'REJECTD',
    reason: 'rejected',
    zh: '回報為拒絕',
    en: 'Rejected by receipt',
  },
  {
    suffix: '9004',
    code: 'refused',
    answer: 'refused',
    status: STATUS.badDestination,
    receipt: 'never',
    zh: '收件當下即拒絕：門號錯誤（0x0B），不再改變',
    en: 'Refused in the response: invalid number (0x0B), for good',
  },
  {
    suffix: '9005',
    code: 'throttled-twice',
    answer: 'refused',
    status: STATUS.throttled,
    times: 2,
    zh: '前兩次回覆超過流量（0x58），第三次收下並送達',
    en: 'Throttled (0x58) twice, then taken and delivered',
  },
  {
    suffix: '9006',
    code: 'mute',
    answer: 'mute',
    zh: '收下但永不回覆，仍送出送達回報',
    en: 'Taken, never answered; the receipt still comes',
  },
  {
    suffix: '9007',
    code: 'lost',
    answer: 'lost',
    receipt: 'never',
    zh: '不收也不回覆',
    en: 'Neither taken nor answered',
  },
  {
    suffix: '9008',
    code: 'receipt-twice',
    receipt: 'twice',
    zh: '送達回報重複兩次',
    en: 'Receipt sent twice',
  },
  {
    suffix: '9009',
    code: 'receipt-first',
    answer: 'after-receipt',
    zh: '先送出回報，之後才回覆收件',
    en: 'Receipt comes before the response',
  },
  {
    suffix: '9010',
    code: 'receipt-never',
    receipt: 'never',
    zh: '送達，但永不回報（可用 query_sm 查得）',
    en: 'Delivered, but no receipt ever (query_sm knows)',
  },
  {
    suffix: '9011',
    code: 'receipt-late',
    receipt: 'late',
    zh: '送達，回報很晚才到',
    en: 'Delivered, receipt very late',
  },
  {
    suffix: '9012',
    code: 'barred',
    state: 'REJECTD',
    reason: 'barred',
    zh: '收訊人拒收',
    en: 'Barred by the recipient',
  },
  {
    suffix: '9013',
    code: 'unknown',
    state: 'UNKNOWN',
    reason: 'unknown',
    zh: '電信業者無法判斷結果',
    en: 'The carrier cannot tell',
  },
  {
    suffix: '9014',
    code: 'part-two-fails',
    state: 'UNDELIV',
    reason: 'handset',
    onlyPart: 2,
    zh: '長簡訊的第 2 則未送達，其餘送達（部分送達）',
    en: 'Part 2 of a long message fails, the others arrive',
  },
  {
    suffix: '9015',
    code: 'invalid-number',
    state: 'UNDELIV',
    reason: 'invalid-number',
    zh: '回報為空號',
    en: 'Receipt: no such number',
  },
  {
    suffix: '9016',
    code: 'content-refused',
    state: 'REJECTD',
    reason: 'content',
    zh: '回報為內容不合規定',
    en: 'Receipt: content refused',
  },
  {
    suffix: '9017',
    code: 'deleted',
    state: 'DELETED',
    reason: 'deleted',
    zh: '回報為已刪除',
    en: 'Receipt: deleted',
  },
  {
    suffix: '9018',
    code: 'not-ours',
    answer: 'refused-elsewhere',
    status: STATUS.notOurs,
    zh: '第一家業者回覆非本網門號（0x40B），換一家即收下並送達',
    en: 'The first carrier says “not ours” (0x40B); another takes and delivers it',
  },
  {
    suffix: '9019',
    code: 'enroute-first',
    receipt: 'enroute-first',
    zh: '先回報傳送中（ENROUTE），再回報送達',
    en: 'A receipt ENROUTE first, then delivered',
  },
  {
    suffix: '9020',
    code: 'queue-full-once',
    answer: 'refused',
    status: STATUS.queueFull,
    times: 1,
    zh: '第一次回覆佇列已滿（0x14），第二次收下並送達',
    en: 'Queue full (0x14) once, then taken and delivered',
  },
];

export const OUTCOMES: readonly Outcome[] = rows.map((row, index) => ({
  answer: 'taken',
  receipt: 'once',
  state: 'DELIVRD',
  reason: 'none',
  ...row,
  index,
}));

const [first] = OUTCOMES;
if (!first) throw new Error('the table of outcomes is empty');
/** What every number meets that is not in the table. */
export const DELIVERED: Outcome = first;

const FIRST_SUFFIX = 9001;

/**
 * The outcome that a number calls for.
 * @param subscriber the eight digits after `09`
 * @param part which part of a long message this is, from 1
 */
export const outcomeOf = (subscriber: number, part: number): Outcome => {
  const suffix = subscriber % 10_000;
  if (suffix < FIRST_SUFFIX) return DELIVERED;
  const outcome = OUTCOMES[suffix - FIRST_SUFFIX + 1];
  if (!outcome || (outcome.onlyPart !== undefined && outcome.onlyPart !== part)) return DELIVERED;
  return outcome;
};

export const outcomeAt = (index: number): Outcome => OUTCOMES[index] ?? DELIVERED;
