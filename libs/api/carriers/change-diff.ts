import { createHash } from 'node:crypto';
import type { ErrorEntry } from './error-map';
import { SETTING_COLUMNS } from './link';

type Value = string | number | boolean | null;
export interface DiffLine {
  readonly field: string;
  readonly before: Value;
  readonly after: Value;
}

const isList = (value: Value | readonly ErrorEntry[]): value is readonly ErrorEntry[] => Array.isArray(value);
const entryWords = ({ reason, action, note }: ErrorEntry): string =>
  note ? `${reason} / ${action} / ${note}` : `${reason} / ${action}`;

/** Settings and entries as lines that can be compared: a list becomes a line an entry, a certificate its fingerprint. */
const lines = (value: object): Map<string, Value> => {
  const flat = new Map<string, Value>();
  const entries = Object.entries(value as Readonly<Record<string, Value | readonly ErrorEntry[]>>);
  for (const [field, each] of entries) {
    if (isList(each)) {
      for (const entry of each) flat.set(`${entry.source}:${entry.code}`, entryWords(entry));
    } else flat.set(field, shown(field, each));
  }
  return flat;
};

const shown = (field: string, value: Value): Value =>
  field === 'tlsCertificate' && typeof value === 'string'
    ? `SHA-256 ${createHash('sha256').update(value.trim()).digest('hex').slice(0, 32)}`
    : value;

/** What a change changes, line by line; of a password only that there is another one. */
export const changeDiff = (before: object, after: object, hasPassword: boolean): DiffLine[] => {
  const from = lines(before);
  const to = lines(after);
  // The database gives jsonb back in an order of its own.
  const fields = [...new Set([...Object.keys(SETTING_COLUMNS), ...from.keys(), ...to.keys()])];
  const diff = fields
    .map(field => ({ field, before: from.get(field) ?? null, after: to.get(field) ?? null }))
    .filter(line => line.before !== line.after);
  return hasPassword ? [...diff, { field: 'password', before: null, after: '••••••••' }] : diff;
};
