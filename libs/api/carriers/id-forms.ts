import type { MessageIdForm } from '@sms111/smpp';
import type { IdForm } from './link';

/** How a link spells ids in its responses. */
export const responseForm = (form: IdForm): MessageIdForm => (form === 'hex-decimal' ? 'hex' : form);

/** How it spells them in receipts: the parameter repeats the response's spelling, the text may not. */
export const receiptForm = (form: IdForm, from: 'tlv' | 'text'): MessageIdForm => {
  if (form !== 'hex-decimal') return form;
  return from === 'tlv' ? 'hex' : 'decimal';
};
