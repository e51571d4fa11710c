import { type ContentVerdict, judgeContent } from '@sms111/domain';
import { markText, type Stretch } from '../content/marked-text';
import { bodyOf, placeFindings } from '../content/place-findings';
import type { UploadRow } from './offending-cells';

interface Signing {
  /** The name chosen for the file. */
  readonly signature: string;
  readonly names: readonly string[];
}

/** What a row would send, by the judgement that the server passed on it too. */
export const judgeRow = (row: Pick<UploadRow, 'content'>, { signature, names }: Signing): ContentVerdict =>
  judgeContent({ channel: 'file', signature, names, input: row.content });

/** The cell's text, cut where the check found something. */
export const markRow = (row: UploadRow, signing: Signing): Stretch[] => {
  const verdict = judgeRow(row, signing);
  const body = bodyOf(verdict, signing.signature);
  const offending = new Set(row.errors.map(({ code }) => code));
  const placed = placeFindings(verdict, signing.signature, body).filter(
    finding => finding.severity === 'warning' || offending.has(finding.code),
  );
  return markText(body, placed);
};
