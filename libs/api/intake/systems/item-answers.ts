import { problem, type ProblemDetail, type ProblemError } from '@sms111/api/platform';
import { codeWords, type Language } from '@sms111/phrases';
import type { AnswerOf, postBatch } from '@sms111/contracts';
import { formatMessageId, type Finding } from '@sms111/domain';
import type { EarlierRefs, MessageKey } from './client-refs';
import type { JudgedItem } from './judge-items';

type Answer = AnswerOf<typeof postBatch>;
type Item = Answer['items'][number];

/** An answer before its findings were put into words: the same for every language, so it can be kept. */
export interface PlainAnswer extends Omit<Answer, 'items'> {
  readonly items: (Omit<Item, 'errors' | 'warnings'> & { errors: Finding[]; warnings: Finding[] })[];
}

/** What was written for the items: the batch, and each item's message by the item's index. */
export interface Written {
  readonly batchId: string | null;
  readonly segments: number;
  readonly keys: ReadonlyMap<number, MessageKey>;
}

export const NOTHING_WRITTEN: Written = { batchId: null, segments: 0, keys: new Map() };

/** One result an item, in input order. */
export const answerOf = (
  judged: readonly JudgedItem[],
  { repeated }: EarlierRefs,
  written: Written,
): PlainAnswer => {
  const items = judged.map((item): PlainAnswer['items'][number] => {
    const earlier = item.row && item.clientRef !== null ? repeated.get(item.clientRef) : undefined;
    const key = earlier ?? written.keys.get(item.index);
    return {
      index: item.index,
      clientRef: item.clientRef,
      messageId: key ? formatMessageId(key) : null,
      status: earlier ? 'repeated' : key ? 'accepted' : 'returned',
      code: item.errors[0]?.code ?? null,
      errors: [...item.errors],
      warnings: [...item.warnings],
      units: item.units,
      segments: item.segments,
      signatureAdded: item.signatureAdded,
    };
  });
  const count = (status: Item['status']) => items.filter(item => item.status === status).length;
  return {
    batchId: written.batchId,
    accepted: count('accepted'),
    returned: count('returned'),
    repeated: count('repeated'),
    segments: written.segments,
    items,
  };
};

/** Findings with their words. */
export const inWords = ({ items, ...answer }: PlainAnswer, language: Language): Answer => {
  const say = (finding: Finding) => {
    const { name, todo } = codeWords(finding.code, language);
    return { ...finding, detail: language === 'en' ? `${name}: ${todo}` : `${name}：${todo}` };
  };
  return {
    ...answer,
    items: items.map(item => ({
      ...item,
      errors: item.errors.map(say),
      warnings: item.warnings.map(say),
    })),
  };
};

const NUMBER_CODES = /^E_(MOBILE_MISSING|FORMULA|SCIENTIFIC|MULTIPLE|CHARS|FOREIGN|NOT_MOBILE|LENGTH)$/;
const fieldOf = (code: string): string => {
  if (code === 'E_DUPLICATE_REF' || code === 'E_CLIENT_REF_TAKEN') return 'clientRef';
  return NUMBER_CODES.test(code) ? 'to' : 'content';
};

const MOST_FAULTS = 200;
const faultsOf = (returned: readonly JudgedItem[], place: (item: JudgedItem) => string): ProblemDetail[] =>
  returned
    .flatMap(item => item.errors.map(({ code }) => ({ pointer: `${place(item)}/${fieldOf(code)}`, code })))
    .slice(0, MOST_FAULTS);

/** All or nothing was asked: everything wrong with the items, with pointers into the request. */
export const refuseBatch = (returned: readonly JudgedItem[]): ProblemError =>
  problem(
    'batch-refused',
    { returned: returned.length },
    faultsOf(returned, item => `/items/${item.index}`),
  );

/** A single message has no answer but its own. */
export const refuseMessage = (returned: readonly JudgedItem[]): ProblemError => {
  const faults = faultsOf(returned, () => '');
  const taken = faults.every(fault => fault.code === 'E_CLIENT_REF_TAKEN');
  return problem(taken ? 'client-ref-taken' : 'message-returned', {}, faults);
};
