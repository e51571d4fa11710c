import { formatDate } from '../format';
import { shown } from '../problem-phrase';
import type { Params } from '../kinds';

const range = (least: string | null, most: string | null, unit: string): string => {
  if (least && most) return `應為 ${least} 到 ${most}${unit}。`;
  if (least) return `至少 ${least}${unit}。`;
  return most ? `最多 ${most}${unit}。` : '';
};

/** A kind of JSON value, for programmers. */
const kind = (name: Params[string]): string =>
  ({
    string: '字串（string）',
    number: '數字（number）',
    int: '整數（integer）',
    boolean: '布林值（boolean）',
    array: '陣列（array）',
    object: '物件（object）',
  })[String(name)] ?? String(name);

/** What is wrong with one field, by the issue's code; the parameters are the schema's limits. */
export const field = {
  invalid_type: ({ expected, received }: Params) =>
    received ? `資料型別不正確：應為${kind(expected)}，收到${kind(received)}。` : '請填寫這個欄位。',
  too_small: ({ minimum }: Params) =>
    minimum === 1 ? '請填寫這個欄位。' : `內容太短或數值太小。${range(shown(minimum), null, '')}`,
  too_big: ({ maximum }: Params) => `內容太長或數值太大。${range(null, shown(maximum), '')}`,
  invalid_format: ({ format }: Params) =>
    ({
      datetime: '日期時間格式不正確，例如 2026-11-20T14:05:00+08:00。',
      date: '日期格式不正確，例如 2026-11-20。',
      uuid: '識別碼格式不正確。',
      email: '電子郵件格式不正確。',
      certificate:
        '憑證不完整或不是 PEM 格式，可能漏貼了幾行。請重新複製業者提供的整份憑證，由 -----BEGIN CERTIFICATE----- 起至 -----END CERTIFICATE----- 止，且不要貼上私鑰。',
    })[String(format)] ?? '格式不正確。',
  not_multiple_of: () => '數值不正確。',
  invalid_union: () => '內容不符合任何一種格式。',
  invalid_key: () => '欄位名稱不正確。',
  invalid_element: () => '清單中有不正確的項目。',
  invalid_value: () => '請選擇清單中的項目。',
  custom: () => '內容不正確。',
  required: () => '請填寫這個欄位。',
  'too-short': () => '密碼太短。',
  'too-long': () => '密碼太長。',
  'no-lower-case': () => '密碼須含小寫英文字母。',
  'no-upper-case': () => '密碼須含大寫英文字母。',
  'no-digit': () => '密碼須含數字。',
  'no-special': () => '密碼須含特殊符號。',
  'holds-login': () => '密碼不可包含帳號。',
  'not-fitting': () => '與其他欄位不一致，請確認後再送出。',
  'certificate-expired': ({ until }: Params) =>
    `憑證${typeof until === 'string' ? `已於 ${formatDate(until)} ` : '已經'}到期。請向業者索取新的憑證後再提出。`,
  'unknown-field': () => '不認得這個欄位，請移除。',
  other: () => '內容不正確。',
};
