import type { UploadRow } from './upload-row';

export type Counts = Record<string, number>;

/** What a file came to, as it is kept on its upload. */
export interface UploadVerdict {
  /** Returned rows by the code that returned them; a row with two codes counts under both. */
  readonly reasons: Counts;
  readonly warnings: Counts;
  /** Accepted rows by the network that they would go to. */
  readonly networks: Counts;
}

/** Counts the rows of one file as they are judged. */
export class UploadTally implements UploadVerdict {
  read = 0;
  accepted = 0;
  returned = 0;
  skipped = 0;
  segments = 0;
  readonly reasons: Counts = {};
  readonly warnings: Counts = {};
  readonly networks: Counts = {};

  add(row: UploadRow): void {
    this.read += 1;
    if (row.verdict === 'accept') {
      this.accepted += 1;
      this.segments += row.segments ?? 0;
      if (row.network !== undefined) count(this.networks, row.network);
    } else if (row.verdict === 'reject') this.returned += 1;
    else this.skipped += 1;
    for (const code of distinct(row.errors)) count(this.reasons, code);
    for (const code of distinct(row.warnings)) count(this.warnings, code);
  }
}

const count = (counts: Counts, code: string): void => {
  counts[code] = (counts[code] ?? 0) + 1;
};

const distinct = (findings: readonly { readonly code: string }[]): readonly string[] =>
  findings.length === 0 ? [] : [...new Set(findings.map(finding => finding.code))];

/** Every code that occurs in some rows, so that a search for one of them can pass over the others. */
export const codesIn = (rows: readonly UploadRow[]): string[] => [
  ...new Set(rows.flatMap(row => [...row.errors, ...row.warnings]).map(finding => finding.code)),
];
