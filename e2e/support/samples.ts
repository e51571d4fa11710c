import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FindingCode } from '@sms111/phrases';

const FOLDER = path.resolve(import.meta.dirname, '../../libs/api/files/testing/fixtures');

/** Where a sample file lies. */
export const samplePath = (name: string): string => path.join(FOLDER, name);

/** What the manifest says of a row. */
export interface SampleRow {
  readonly line: number;
  readonly verdict: 'accept' | 'reject' | 'skip';
  readonly errors: readonly FindingCode[];
  readonly warnings: readonly FindingCode[];
  readonly mobile?: string;
}

interface Manifest {
  readonly row_sets: Record<string, readonly SampleRow[]>;
}

export const sampleRows = (set: 'bad' | 'valid100'): readonly SampleRow[] => {
  const manifest = JSON.parse(readFileSync(samplePath('manifest.json'), 'utf8')) as Manifest;
  return manifest.row_sets[set] ?? [];
};
