import type { AcceptRow } from '@sms111/api/messages';
import type { InputOf, postBatch } from '@sms111/contracts';
import { judgeContent, normaliseContent, normaliseMobile, signatureOf, type Finding } from '@sms111/domain';

type Body = InputOf<typeof postBatch>['body'];
export type Item = Body['items'][number];

/** An item as it was judged. `row` is null when it is returned. */
export interface JudgedItem {
  readonly index: number;
  readonly clientRef: string | null;
  readonly row: AcceptRow | null;
  readonly errors: readonly Finding[];
  readonly warnings: readonly Finding[];
  readonly units: number | null;
  readonly segments: number | null;
  readonly signatureAdded: boolean;
}

export interface ItemRules {
  /** The unit's names, the default first. */
  readonly names: readonly string[];
  /** The platform puts the default name in front where it is missing (A14). */
  readonly autoPrefix: boolean;
  /** The text of items that have none of their own. */
  readonly content: string | undefined;
}

/** Judges items by the rules of every other door; a later copy of number and text is returned (A8). */
export const judgeItems = (items: readonly Item[], rules: ItemRules): JudgedItem[] => {
  const seen = new Set<string>();
  const refs = new Set<string>();
  return items.map((item, index) => {
    const judged = judgeItem(item, index, rules);
    const extra: Finding[] = [];
    if (judged.clientRef !== null) {
      if (refs.has(judged.clientRef)) extra.push({ code: 'E_DUPLICATE_REF' });
      refs.add(judged.clientRef);
    }
    if (judged.row) {
      const key = `${judged.row.number}\n${judged.row.text}`;
      if (seen.has(key)) extra.push({ code: 'E_DUPLICATE' });
      seen.add(key);
    }
    return extra.length > 0 ? { ...judged, row: null, errors: [...judged.errors, ...extra] } : judged;
  });
};

/** Returns good items whose client reference stands for another message already. */
export const returnTaken = (judged: readonly JudgedItem[], taken: ReadonlySet<string>): JudgedItem[] =>
  judged.map(item =>
    item.row && item.clientRef !== null && taken.has(item.clientRef)
      ? { ...item, row: null, errors: [...item.errors, { code: 'E_CLIENT_REF_TAKEN' }] }
      : item,
  );

const judgeItem = (item: Item, index: number, rules: ItemRules): JudgedItem => {
  const [signature = ''] = rules.names;
  const number = normaliseMobile(item.to);
  const input = item.content ?? rules.content ?? '';
  const verdict = judgeContent({
    channel: 'api',
    signature,
    names: rules.names,
    input,
    autoPrefix: rules.autoPrefix,
  });
  const errors: Finding[] = [...(number.ok ? [] : [{ code: number.code }]), ...verdict.errors];
  const warnings: Finding[] = [...number.warnings.map(code => ({ code })), ...verdict.warnings];
  const clientRef = item.clientRef ?? null;
  return {
    index,
    clientRef,
    row:
      number.ok && errors.length === 0
        ? { number: number.mobile, text: verdict.text, ref: clientRef, segments: verdict.segments }
        : null,
    errors,
    warnings,
    units: verdict.units,
    segments: verdict.segments,
    signatureAdded: rules.autoPrefix && signatureOf(normaliseContent(input).text, rules.names) === null,
  };
};
