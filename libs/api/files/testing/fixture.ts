import { readFileSync } from 'node:fs';
import path from 'node:path';

const folder = path.join(__dirname, 'fixtures');

/** The bytes of one of the sample files. */
export const fixture = (name: string): Uint8Array<ArrayBuffer> =>
  new Uint8Array(readFileSync(path.join(folder, name)));

export interface ExpectedRow {
  readonly line: number;
  readonly verdict: 'accept' | 'reject' | 'skip';
  readonly errors: readonly string[];
  readonly warnings: readonly string[];
  readonly mobile?: string;
  readonly units?: number;
  readonly segments?: number;
}

export interface ExpectedFile {
  readonly encoding?: string;
  readonly layout?: 'A' | 'B';
  readonly delimiter?: string;
  readonly verdict: 'accept' | 'accept_partial' | 'reject_file';
  readonly rows?: number;
  readonly errors?: readonly string[];
  readonly row_set?: string;
  readonly row_results?: readonly ExpectedRow[];
}

interface Manifest {
  readonly files: Readonly<Record<string, ExpectedFile>>;
  readonly row_sets: Readonly<Record<string, readonly ExpectedRow[]>>;
}

/** What each sample file and each of its rows is expected to come to. */
export const manifest: Manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));

/** The rows that a file is expected to have. */
export const rowsOf = (file: ExpectedFile): readonly ExpectedRow[] =>
  file.row_results ?? manifest.row_sets[file.row_set ?? ''] ?? [];
