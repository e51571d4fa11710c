import type { SheetRow } from '@sms111/api/files';
import type { Routes } from '@sms111/api/routing';
import { newRowJudge, type Cell, type FileLayout, type RowVerdict } from '@sms111/domain';
import type { UploadRow } from './upload-row';

export interface JudgeRules {
  readonly signature: string;
  readonly names: readonly string[];
  readonly layout: FileLayout;
  readonly routes: Routes;
}

const textAt = (cells: readonly Cell[], at: number | null): string =>
  at === null ? '' : String(cells[at] ?? '');

const surplusOf = (cells: readonly Cell[], layout: FileLayout): { surplus?: string[] } => {
  const behind = cells.slice(layout.width).map(String);
  return behind.some(cell => cell.trim() !== '') ? { surplus: behind } : {};
};

/** Judges the rows of one file in their order and says where each accepted one would go. */
export const newUploadJudge = ({ signature, names, layout, routes }: JudgeRules) => {
  const judge = newRowJudge({ signature, names, layout, networkOf: mobile => routes.networkOf(mobile) });
  const networkOf = ({ verdict, mobile }: RowVerdict): { network?: string } => {
    const network = verdict === 'accept' && mobile ? routes.resolve(mobile)?.network : undefined;
    return network === undefined ? {} : { network };
  };
  return (row: SheetRow): UploadRow => {
    const verdict = judge.judge(row);
    const { columns } = layout;
    return {
      line: row.line,
      verdict: verdict.verdict,
      number: textAt(row.cells, columns.mobile),
      content: textAt(row.cells, columns.content),
      ref: textAt(row.cells, columns.ref),
      ...surplusOf(row.cells, layout),
      ...(verdict.mobile !== undefined && { mobile: verdict.mobile }),
      ...(verdict.text !== undefined && { text: verdict.text }),
      ...(verdict.units !== undefined && { units: verdict.units, segments: verdict.segments ?? 0 }),
      ...networkOf(verdict),
      errors: verdict.errors,
      warnings: verdict.warnings,
    };
  };
};
