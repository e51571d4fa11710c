import type { MessageState, Reason } from '@sms111/domain';

/** A closed list whose place is the number in the database. Append only: rows hold these numbers for years. */
const listOf = <T extends string>(...words: readonly T[]) => {
  const numbers = new Map(words.map((word, number) => [word, number]));
  return {
    words,
    number: (word: T): number => {
      const found = numbers.get(word);
      if (found === undefined) throw new Error(`no number for ${word}`);
      return found;
    },
    word: (number: number): T => {
      const found = words[number];
      if (found === undefined) throw new Error(`no word for ${number}`);
      return found;
    },
  };
};

export const STATE = listOf<MessageState>(
  'accepted',
  'submitting',
  'submitted',
  'delivered',
  'partly-delivered',
  'failed',
  'expired',
  'unknown',
  'unconfirmed',
  'cancelled',
);

export const REASON = listOf<Reason>(
  'none',
  'delivered',
  'expired',
  'invalid-number',
  'handset-fail',
  'barred',
  'content-refused',
  'cancelled',
  'unknown',
  'route-fail',
  'gateway-fail',
  'throttled',
  'no-answer',
  'rejected',
  'deleted',
);

export type BatchState = 'scheduled' | 'dispatching' | 'paused' | 'completed' | 'cancelled';
export const BATCH_STATE = listOf<BatchState>('scheduled', 'dispatching', 'paused', 'completed', 'cancelled');

export type Channel = 'web' | 'file' | 'api' | 'sftp';
export const CHANNEL = listOf<Channel>('web', 'file', 'api', 'sftp');

export type RouteMethod = 'none' | 'override' | 'ported' | 'cache' | 'prefix' | 'default' | 'rerouted';
export const ROUTE_METHOD = listOf<RouteMethod>(
  'none',
  'override',
  'ported',
  'cache',
  'prefix',
  'default',
  'rerouted',
);

/** The numbers that statements use, by name. */
export const S = {
  accepted: STATE.number('accepted'),
  submitted: STATE.number('submitted'),
  delivered: STATE.number('delivered'),
  partlyDelivered: STATE.number('partly-delivered'),
  failed: STATE.number('failed'),
  expired: STATE.number('expired'),
  unknown: STATE.number('unknown'),
  unconfirmed: STATE.number('unconfirmed'),
  cancelled: STATE.number('cancelled'),
} as const;

export const B = {
  dispatching: BATCH_STATE.number('dispatching'),
  paused: BATCH_STATE.number('paused'),
  completed: BATCH_STATE.number('completed'),
  cancelled: BATCH_STATE.number('cancelled'),
} as const;
