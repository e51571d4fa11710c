import type { SheetRow } from '@sms111/api/files';
import type { Routes } from '@sms111/api/routing';
import { newRowJudge, type Cell, type FileLayout, type RowFinding } from '@sms111/domain';
import type { UploadRow } from './upload-row';

export interface JudgeRules {
  readonly signature: string;
  readonly names: readonly string[];
  readonly layout: FileLayout;
  readonly routes: Routes;
}

const textAt = (cells: readonly Cell[], at: number | null): string =>
  at === null ? '' : String(cells[at] ?? '');

/**
 * Control characters in an agency's own number: nobody sees them, and they separate what is sealed further on, so one
 * row could pass itself off as two.
 */
const UNSEEN = /\p{Cc}/u;
const unseenIn = (ref: string | undefined): RowFinding[] =>
  ref !== undefined && UNSEEN.test(ref) ? [{ cell: 'ref', code: 'E_CONTROL_CHAR' }] : [];

const surplusOf = (cells: readonly Cell[], layout: FileLayout): { surplus?: string[] } => {
  const behind = cells.slice(layout.width).map(String);
  return behind.some(cell => cell.trim() !== '') ? { surplus: behind } : {};
};

/** Judges the rows of one file in their order and says where each accepted one would go. */
export const newUploadJudge = ({ signature, names, layout, routes }: JudgeRules) => {
  const judge = newRowJudge({ signature, names, layout, networkOf: mobile => routes.networkOf(mobile) });
  const networkOf = (verdict: UploadRow['verdict'], mobile: string | undefined): { network?: string } => {
    const network = verdict === 'accept' && mobile ? routes.resolve(mobile)?.network : undefined;
    return network === undefined ? {} : { network };
  };
  return (row: SheetRow): UploadRow => {
    const judged = judge.judge(row);
    const unseen = unseenIn(judged.ref);
    const verdict = unseen.length > 0 ? 'reject' : judged.verdict;
    const { columns } = layout;
    return {
      line: row.line,
      verdict,
      number: textAt(row.cells, columns.mobile),
      content: textAt(row.cells, columns.content),
      ref: textAt(row.cells, columns.ref),
      ...surplusOf(row.cells, layout),
      ...(judged.mobile !== undefined && { mobile: judged.mobile }),
      ...(judged.text !== undefined && { text: judged.text }),
      ...(judged.units !== undefined && { units: judged.units, segments: judged.segments ?? 0 }),
      ...networkOf(verdict, judged.mobile),
      errors: unseen.length > 0 ? [...judged.errors, ...unseen] : judged.errors,
      warnings: judged.warnings,
    };
  };
};
