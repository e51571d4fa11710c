import type { PartOutcome, RouteMethod, SubmitResult } from '@sms111/api/messages';
import { answerOfStatus } from '@sms111/domain';
import { normaliseMessageId, type MessageFields, type Session, type SubmitOutcome } from '@sms111/smpp';
import type { ClaimedMessage } from './claims';
import { responseForm } from './id-forms';
import type { Link } from './link';
import { segmentPdus } from './segment-pdus';

export interface Outgoing extends ClaimedMessage {
  readonly batch: number;
  readonly number: string;
  /** Texts of its segments. */
  readonly texts: readonly string[];
  readonly donor: string;
  readonly method: RouteMethod;
}

/** One segment on its way, and where it belongs. */
interface Sent {
  readonly message: number;
  readonly part: number;
}

/**
 * Hands the messages of one claim to a session, all in one go, and resolves when each segment has its outcome.
 * Parts that a carrier has accepted in an earlier attempt are not written again.
 * `late` is told what comes after a message had ended without an answer.
 */
export const submitClaim = (
  session: Pick<Session, 'submit'>,
  link: Link,
  outgoing: readonly Outgoing[],
  now: () => Date,
  late: (result: SubmitResult) => void,
): Promise<SubmitResult[]> =>
  new Promise(resolve => {
    const sent: Sent[] = [];
    const pdus: MessageFields[] = [];
    const outcomes = outgoing.map(() => new Map<number, PartOutcome>());
    outgoing.forEach((message, index) => {
      segmentPdus(message, link).forEach((pdu, i) => {
        const part = i + 1;
        if ((message.acceptedParts & (1 << i)) !== 0) return;
        sent.push({ message: index, part });
        pdus.push(pdu);
      });
    });
    const resultOf = (index: number): SubmitResult[] => {
      const message = outgoing[index];
      if (!message) return [];
      return [
        {
          batch: message.batch,
          seq: message.seq,
          parts: message.parts,
          acceptedParts: message.acceptedParts,
          failedParts: message.failedParts,
          attempts: message.attempts,
          link: link.id,
          carrier: link.carrier,
          donor: message.donor,
          method: message.method,
          outcomes: [...(outcomes[index]?.values() ?? [])],
          at: now(),
        },
      ];
    };
    let open = pdus.length;
    const settle = (index: number, outcome: SubmitOutcome): void => {
      const place = sent[index];
      if (place) outcomes[place.message]?.set(place.part, partOutcome(place.part, outcome, link));
      if (--open === 0) resolve(outgoing.flatMap((_, i) => resultOf(i)));
    };
    if (pdus.length === 0) {
      resolve([]);
      return;
    }
    session.submit(pdus, settle, {
      late: (index, answer) => {
        const place = sent[index];
        const known = place && outcomes[place.message];
        if (!known) return;
        // Its claim is still open and will record it with the others.
        if (open > 0) {
          known.set(place.part, partOutcome(place.part, answer, link));
          return;
        }
        // Only this part is news, but the message's state follows from all of them.
        const news = partOutcome(place.part, answer, link);
        known.set(place.part, news);
        for (const result of resultOf(place.message)) {
          late({ ...result, outcomes: [news], settled: result.outcomes, late: true });
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
      return { kind: 'refused', part, status: outcome.status, reason, permanent: answer !== 'again' };
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
