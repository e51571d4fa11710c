import type { ContentVerdict, Finding } from '@sms111/domain';

/** A finding with its place in the body that the person edits; `null` where it means the whole text. */
export interface PlacedFinding {
  readonly code: string;
  readonly severity: 'error' | 'warning';
  readonly place: { readonly from: number; readonly to: number } | null;
  readonly value: string | null;
  /** What to put in its place with one click; `null` when a person has to decide. */
  readonly suggestion: string | null;
}

/** Told by the counter, or mended in silence at the end of a line: no line of their own while one types. */
const QUIET: ReadonlySet<string> = new Set([
  'W_LONG_MESSAGE',
  'W_TRAILING_SPACE_TRIMMED',
  'W_NEWLINE_NORMALISED',
]);

/** Units of the text that was judged before the body begins: the locked first line, unless the body brought it. */
const prefixOf = (verdict: ContentVerdict, signature: string): number =>
  verdict.warnings.some(({ code }) => code === 'W_SIGNATURE_ALREADY_PRESENT') ? 0 : signature.length + 1;

/** The judged text without the line that the platform puts in front. */
export const bodyOf = (verdict: ContentVerdict, signature: string): string =>
  verdict.text.slice(Math.min(prefixOf(verdict, signature), verdict.text.length));

const place = (
  finding: Finding,
  severity: PlacedFinding['severity'],
  prefix: number,
  length: number,
): PlacedFinding => {
  const from = (finding.from ?? 0) - prefix;
  const to = Math.min((finding.to ?? 0) - prefix, length);
  const inBody = finding.from !== undefined && finding.to !== undefined && from >= 0 && to > from;
  return {
    code: finding.code,
    severity,
    place: inBody ? { from, to } : null,
    value: finding.value ?? null,
    suggestion: finding.suggestion ?? null,
  };
};

const byPlace = (a: PlacedFinding, b: PlacedFinding): number => (a.place?.from ?? -1) - (b.place?.from ?? -1);

const covers = (outer: PlacedFinding['place'], inner: PlacedFinding['place']): boolean =>
  outer !== null && inner !== null && outer.from <= inner.from && inner.to <= outer.to;

/** A remark about words of which something graver, or more exact, is said already, is one line too many. */
const isRedundant = (
  warning: PlacedFinding,
  errors: readonly PlacedFinding[],
  others: readonly PlacedFinding[],
) =>
  errors.some(error => covers(error.place, warning.place)) ||
  (warning.code === 'W_NON_BMP' &&
    others.some(other => other.code === 'W_EMOJI' && covers(other.place, warning.place)));

/**
 * What was found, as places in the typed body, errors first. Normalising a body with LF line breaks moves nothing, so
 * a place in the judged text is one in the body, less the signature line.
 */
export const placeFindings = (verdict: ContentVerdict, signature: string, body: string): PlacedFinding[] => {
  const prefix = prefixOf(verdict, signature);
  const placed = (findings: readonly Finding[], severity: PlacedFinding['severity']) =>
    findings
      .filter(({ code }) => !QUIET.has(code))
      .map(finding => place(finding, severity, prefix, body.length))
      .sort(byPlace);
  const errors = placed(verdict.errors, 'error');
  const warnings = placed(verdict.warnings, 'warning');
  return [...errors, ...warnings.filter(warning => !isRedundant(warning, errors, warnings))];
};

/** The body with the suggestion in place of the words that were found; unchanged where there is none. */
export const mend = (body: string, { place: at, suggestion }: PlacedFinding): string =>
  at === null || suggestion === null ? body : body.slice(0, at.from) + suggestion + body.slice(at.to);
