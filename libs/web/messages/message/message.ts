import { messageState, type ResponseOf, type showMessage } from '@sms111/contracts';
import type { MessageState } from '@sms111/phrases';

export type Message = ResponseOf<typeof showMessage>;
export type Step = Message['steps'][number];

/** A part's or a step's state travels as a plain word; unknown ones have no badge. */
export const isMessageState = (state: string | null): state is MessageState =>
  messageState.safeParse(state).success;

const OPEN: ReadonlySet<MessageState> = new Set<MessageState>([
  'accepted',
  'submitting',
  'submitted',
  'unconfirmed',
]);

/** Whether a result may still come. */
export const isOpen = ({ state }: Pick<Message, 'state'>): boolean => OPEN.has(state);
