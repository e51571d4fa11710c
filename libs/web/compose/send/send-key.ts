import type { Lane } from '@sms111/domain';
import { useRef } from 'react';

/** What is asked for with a key. */
export interface Question {
  readonly name: string;
  readonly signatureId: string;
  readonly content: string;
  readonly recipients: readonly string[];
  readonly lane: Lane | null;
}

interface SendKey {
  /**
   * The key for a question. The first question takes the draft's key; asked again unchanged (a second click, no
   * answer the first time) it is the same key, and the server answers without sending twice.
   */
  readonly keyFor: (question: Question) => string;
  /** The server knows the key for another question: the next one is a new deed. */
  readonly renew: () => void;
}

const same = (a: Question, b: Question): boolean =>
  a.name === b.name &&
  a.signatureId === b.signatureId &&
  a.content === b.content &&
  a.lane === b.lane &&
  a.recipients.length === b.recipients.length &&
  a.recipients.every((number, index) => number === b.recipients[index]);

/** Keys of one form. The last question is kept in memory only: it holds numbers. */
export const useSendKey = (firstKey: string): SendKey => {
  const key = useRef(firstKey);
  const last = useRef<Question | null>(null);
  return {
    keyFor: question => {
      if (last.current !== null && !same(last.current, question)) key.current = crypto.randomUUID();
      last.current = question;
      return key.current;
    },
    renew: () => {
      key.current = crypto.randomUUID();
    },
  };
};
