import { carrierKey, type Receipt } from '@sms111/api/messages';
import { fromE164, isMobile, outcomeOfStat } from '@sms111/domain';
import { normaliseMessageId, receiptTime, type Receipt as ParsedReceipt } from '@sms111/smpp';
import { receiptForm } from './id-forms';
import type { Link } from './link';

/**
 * A carrier's receipt in our words; `null` when it says only that the carrier goes on trying. `from`: whose receipt it is, as
 * the PDU names the handset.
 */
export const receiptOf = (
  parsed: ParsedReceipt,
  link: Link,
  from: string,
  receivedAt: Date,
): Receipt | null => {
  const outcome = parsed.isIntermediate ? null : outcomeOfStat(parsed.stat, parsed.err, link.errors.receipts);
  if (!outcome || parsed.messageId === '') return null;
  const done = receiptTime(parsed.doneDate);
  return {
    key: carrierKey(
      link.carrier,
      normaliseMessageId(parsed.messageId, receiptForm(link.idForm, parsed.idFrom)),
    ),
    state: outcome.state,
    reason: outcome.reason,
    code: [parsed.stat, parsed.err].filter(Boolean).join(' ').slice(0, 40),
    doneAt: done === null ? null : new Date(done),
    receivedAt,
    number: mobileOf(from),
    reference: parsed.reference,
  };
};

const mobileOf = (address: string): string | null => (isMobile(address) ? address : fromE164(address));
