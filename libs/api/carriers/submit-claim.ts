import { carrierKey, type PartOutcome, type PartPlace, type SubmitResult } from '@sms111/api/messages';
import { answerOfStatus } from '@sms111/domain';
import { normaliseMessageId, type MessageFields, type Session, type SubmitOutcome } from '@sms111/smpp';
import type { Claimed } from './claims';
import { isUrgentLane } from './dispatch/plan';
import { responseForm } from './id-forms';
import type { Link } from './link';
import { claimedPdus } from './segment-pdus';

/** One segment on its way, and where it belongs. */
interface Sent {
  readonly message: number;
  readonly part: number;
}

/** What happens to a claim on its way. */
export interface ClaimEvents {
  readonly now: () => Date;
  /** A part was accepted under an id. */
  readonly accepted: (key: string, place: PartPlace) => void;
  /** Told of what comes after a message had ended without an answer. */
  readonly late: (result: SubmitResult) => void;
}

/**
 * Hands the messages of one claim to a session, all in one go, and resolves when each segment has its outcome.
 * Parts that a carrier has accepted in an earlier attempt are not written again.
 */
export const submitClaim = (
  session: Pick<Session, 'submit'>,
  link: Link,
  claimed: readonly Claimed[],
  events: ClaimEvents,
): Promise<SubmitResult[]> =>
  new Promise(resolve => {
    const sent: Sent[] = [];
    const pdus: MessageFields[] = [];
    const outcomes: (PartOutcome | undefined)[][] = claimed.map(() => []);
    for (const [index, each] of claimed.entries()) {
      for (const [i, pdu] of claimedPdus(each, link).entries()) {
        if ((each.acceptedParts & (1 << i)) !== 0) continue;
        sent.push({ message: index, part: i + 1 });
        pdus.push(pdu);
      }
    }
    const resultOf = (index: number): SubmitResult[] => {
      const each = claimed[index];
      if (!each) return [];
      const { message, ...before } = each;
      return [
        {
          batch: message.batch,
          seq: message.seq,
          parts: message.texts.length,
          acceptedParts: before.acceptedParts,
          failedParts: before.failedParts,
          attempts: before.attempts,
          link: link.id,
          carrier: link.carrier,
          route: { donor: message.donor, method: message.method, snapshot: message.snapshot },
          outcomes: (outcomes[index] ?? []).filter(outcome => outcome !== undefined),
          at: events.now(),
        },
      ];
    };
    const tell = ({ message, part }: Sent, outcome: SubmitOutcome): PartOutcome => {
      const news = partOutcome(part, outcome, link);
      const known = outcomes[message];
      if (known) known[part - 1] = news;
      const own = claimed[message]?.message;
      if (news.kind === 'accepted' && own) {
        const place = { batch: own.batch, seq: own.seq, part, parts: own.texts.length };
        events.accepted(carrierKey(link.carrier, news.carrierMessageId), place);
      }
      return news;
    };
    let open = pdus.length;
    const settle = (index: number, outcome: SubmitOutcome): void => {
      const place = sent[index];
      if (place) tell(place, outcome);
      if (--open === 0) resolve(claimed.flatMap((_, i) => resultOf(i)));
    };
    if (pdus.length === 0) {
      resolve([]);
      return;
    }
    const urgent = claimed.some(({ message }) => isUrgentLane(message.lane));
    session.submit(pdus, settle, {
      urgent,
      late: (index, answer) => {
        const place = sent[index];
        if (!place) return;
        const news = tell(place, answer);
        // Its claim is still open and will record it with the others.
        if (open > 0) return;
        // Only this part is news, but the message's state follows from all of them.
        for (const result of resultOf(place.message)) {
          events.late({ ...result, outcomes: [news], settled: result.outcomes, late: true });
        }
      },
    });
  });

const partOutcome = (part: number, outcome: SubmitOutcome, link: Link): PartOutcome => {
  switch (outcome.kind) {
    case 'accepted':
      return {
        kind: 'accepted',
        part,
        carrierMessageId: normaliseMessageId(outcome.messageId, responseForm(link.idForm)),
      };
    case 'refused': {
      const { answer, reason } = answerOfStatus(outcome.status, link.errors.submit);
      return {
        kind: 'refused',
        part,
        status: outcome.status,
        reason,
        permanent: answer !== 'again',
        elsewhere: answer === 'elsewhere',
      };
    }
    case 'not-written':
      // No carrier would ever take such a field; trying again would go on for ever.
      return outcome.reason === 'invalid'
        ? { kind: 'refused', part, status: 0xff, reason: 'rejected', permanent: true }
        : { kind: 'not-written', part };
    case 'no-answer':
      return { kind: 'no-answer', part };
  }
};
