import { type Finding, NONE } from '../message/findings';
import { type ContentVerdict, judgeContent } from '../message/lint';
import { isBlankText } from '../message/normalise';
import type { ContentPolicy } from '../message/policy';
import { normaliseMobile } from '../phone/normalise-mobile';
import type { RowError, RowWarning } from './codes';
import { type Cell, type FileLayout, isEmpty, usedWidth } from './layout';
import { RowMemory } from './row-memory';
import { type Hash64, hashText } from './seen';

/** The longest 自訂序號, in units. */
export const MAX_REF_UNITS = 50;

/** A finding of a row: which cell it is about, and where in it (offsets are in the final text for the content). */
export interface RowFinding<Code extends string = string> extends Finding<Code> {
  readonly cell: 'mobile' | 'content' | 'ref' | 'row';
}

export interface RowVerdict {
  /** The row of the sheet or record of the file, counted from 1, the header included. */
  readonly line: number;
  /** `skip`: an empty row. */
  readonly verdict: 'accept' | 'reject' | 'skip';
  /** `0912345678`, wherever the number could be understood, also when the row is returned. */
  readonly mobile?: string;
  /** What would be sent, signature included; absent where there is no text to judge. */
  readonly text?: string;
  readonly ref?: string;
  readonly units?: number;
  readonly segments?: number;
  /** Each code at most once, cells in the order number, text, row, own number. */
  readonly errors: readonly RowFinding<RowError>[];
  readonly warnings: readonly RowFinding<RowWarning>[];
}

export interface RowRules {
  /** The name chosen for the file. */
  readonly signature: string;
  readonly names: readonly string[];
  readonly layout: FileLayout;
  readonly channel?: 'file' | 'sftp';
  /** Layout A: the text that was typed for all; without it rows have no text and no units yet. */
  readonly content?: string;
  readonly policy?: ContentPolicy;
  /** Whose number it is by its prefix; `null` warns that nobody owns it. Without it nothing is asked. */
  readonly networkOf?: (mobile: string) => unknown;
}

export interface RowJudge {
  /** Judges rows in file order: it remembers numbers, texts and own numbers (A8). */
  readonly judge: (row: { readonly line: number; readonly cells: readonly Cell[] }) => RowVerdict;
}

type Collected<Code extends string> = RowFinding<Code>[];

const add = <Code extends string>(
  found: Collected<Code>,
  cell: RowFinding['cell'],
  finding: Finding<Code>,
): void => {
  if (!found.some(known => known.code === finding.code)) found.push({ cell, ...finding });
};

/** A million rows of one mailing differ in few places: the text of the row before is often the text again. */
const rememberingLast = (judge: (input: string) => ContentVerdict): ((input: string) => ContentVerdict) => {
  let last: { input: string; verdict: ContentVerdict } | undefined;
  return input => {
    if (last?.input !== input) last = { input, verdict: judge(input) };
    return last.verdict;
  };
};

/** Cells behind the last column: in a list of numbers they are further numbers, else the columns do not fit. */
const surplusOf = (cells: readonly Cell[], layout: FileLayout): RowError | null => {
  const { content } = layout.columns;
  const shortOfContent = content !== null && cells.length <= content;
  if (usedWidth(cells) <= layout.width) return shortOfContent ? 'E_COLUMNS' : null;
  const onlyNumbers = layout.kind === 'A' && cells.every(cell => isEmpty(cell) || normaliseMobile(cell).ok);
  return onlyNumbers ? 'E_MULTIPLE' : 'E_COLUMNS';
};

const isFormula = (text: string): boolean => text.startsWith('=') || text.startsWith('@');

/**
 * Judges the rows of one file by the rules of the format (`manifest.json`, row_rules; RCP-2, FMT-10). Errors return
 * the row; whether the others go is not decided here (A13).
 */
export const newRowJudge = (rules: RowRules): RowJudge => {
  const { signature, names, layout, channel = 'file', policy, networkOf } = rules;
  const { mobile: mobileAt, content: contentAt, ref: refAt } = layout.columns;
  const memory = new RowMemory();
  const judgeText = rememberingLast(input =>
    judgeContent({ channel, signature, names, input, ...(policy ? { policy } : {}) }),
  );
  let hashed: { text: string; hash: Hash64 } = { text: '', hash: hashText('') };
  const hashOf = (text: string): Hash64 => {
    if (hashed.text !== text) hashed = { text, hash: hashText(text) };
    return hashed.hash;
  };

  const judgeNumber = (
    cell: Cell,
    errors: Collected<RowError>,
    warnings: Collected<RowWarning>,
  ): string | undefined => {
    const verdict = normaliseMobile(cell);
    for (const code of verdict.warnings) warnings.push({ cell: 'mobile', code });
    if (!verdict.ok) {
      errors.push({ cell: 'mobile', code: verdict.code });
      return undefined;
    }
    if (networkOf && networkOf(verdict.mobile) === null)
      warnings.push({ cell: 'mobile', code: 'W_PREFIX_UNALLOCATED' });
    return verdict.mobile;
  };

  const judgeCell = (
    input: string,
    errors: Collected<RowError>,
    warnings: Collected<RowWarning>,
  ): ContentVerdict | undefined => {
    if (isBlankText(input)) {
      add(errors, 'content', { code: 'E_CONTENT_EMPTY' });
      return undefined;
    }
    if (contentAt !== null && isFormula(input.trimStart())) {
      add(errors, 'content', { code: 'E_FORMULA', value: input.slice(0, 40) });
      return undefined;
    }
    if (contentAt !== null && /^[+-]/.test(input)) warnings.push({ cell: 'content', code: 'W_FORMULA_LEAD' });
    const verdict = judgeText(input);
    for (const finding of verdict.errors) add(errors, 'content', finding);
    for (const finding of verdict.warnings) add(warnings, 'content', finding);
    return verdict;
  };

  const judgeRef = (
    ref: string,
    line: number,
    errors: Collected<RowError>,
    warnings: Collected<RowWarning>,
  ): void => {
    if (isFormula(ref)) add(errors, 'ref', { code: 'E_FORMULA', value: ref.slice(0, 40) });
    if (ref.length > MAX_REF_UNITS)
      errors.push({ cell: 'ref', code: 'E_REF_TOO_LONG', value: String(ref.length) });
    const first = memory.noteRef(ref, line);
    if (first > 0) warnings.push({ cell: 'ref', code: 'W_DUPLICATE_REF', value: String(first) });
  };

  return {
    judge: ({ line, cells }) => {
      if (usedWidth(cells) === 0)
        return { line, verdict: 'skip', errors: NONE, warnings: [{ cell: 'row', code: 'W_BLANK_ROW' }] };
      const surplus = surplusOf(cells, layout);
      if (surplus)
        return { line, verdict: 'reject', errors: [{ cell: 'row', code: surplus }], warnings: NONE };

      const errors: Collected<RowError> = [];
      const warnings: Collected<RowWarning> = [];
      const mobile = judgeNumber(cells[mobileAt] ?? '', errors, warnings);
      const input = contentAt === null ? rules.content : String(cells[contentAt] ?? '');
      const verdict = input === undefined ? undefined : judgeCell(input, errors, warnings);
      const ref = refAt === null ? '' : String(cells[refAt] ?? '').trim();

      const text = verdict?.text;
      const hash = mobile && (text !== undefined || input === undefined) ? hashOf(text ?? '') : undefined;
      if (mobile && hash) {
        const { sameMessage, sameNumber } = memory.earlier(mobile, hash);
        if (sameMessage > 0) errors.push({ cell: 'row', code: 'E_DUPLICATE', value: String(sameMessage) });
        else if (sameNumber > 0)
          warnings.push({ cell: 'row', code: 'W_SAME_NUMBER', value: String(sameNumber) });
      }
      if (ref !== '') judgeRef(ref, line, errors, warnings);
      if (mobile && hash && errors.length === 0) memory.accept(mobile, hash, line);

      return {
        line,
        verdict: errors.length === 0 ? 'accept' : 'reject',
        mobile,
        text,
        ref: ref === '' ? undefined : ref,
        units: verdict?.units,
        segments: verdict?.segments,
        errors: errors.length === 0 ? NONE : errors,
        warnings: warnings.length === 0 ? NONE : warnings,
      };
    },
  };
};
