import { concatReference, partReference, toE164 } from '@sms111/domain';
import { REGISTERED_DELIVERY, submitParts, type MessageFields, type Segment } from '@sms111/smpp';
import type { LinkConcat, LinkSettings } from './link';
import { numberedParts } from './numbered-parts';
import { relativeValidity } from './relative-validity';

/** The government's short code; never from a request (ARC-2). */
export const SENDER = '111';

/** What is to go to one recipient. */
export interface ToSend {
  readonly batch: number;
  readonly seq: number;
  /** `0912345678` */
  readonly number: string;
  /** Texts of its segments. */
  readonly texts: readonly string[];
}

/** A message, and what earlier attempts came to. */
export interface Begun {
  readonly message: ToSend;
  /** Bits of the parts that a carrier has accepted. */
  readonly acceptedParts: number;
  /** How they were carried. */
  readonly begunBy?: LinkConcat | undefined;
}

export type SendingSettings = Pick<
  LinkSettings,
  'sourceTon' | 'sourceNpi' | 'destTon' | 'destNpi' | 'destForm' | 'dataCoding' | 'concat' | 'validitySeconds'
>;

/**
 * The submit_sm of each segment, in order, as this link's carrier wants them (telecom.md 2.6). Under `payload` one
 * submit_sm carries them all: then every place holds the same object, and the link's gate writes it once.
 * Under `numbered` a text that needs more parts than were reserved is `UNSENDABLE`.
 */
export const segmentPdus = (message: ToSend, link: SendingSettings, sender = SENDER): MessageFields[] => {
  const segments = segmentsOf(message, link.concat);
  if (!segments) return message.texts.map(() => UNSENDABLE);
  const pdus = segments.map((segment, i) => pduOf(segment, i + 1, message, link, sender));
  const [whole] = pdus;
  return whole && pdus.length < message.texts.length ? message.texts.map(() => whole) : pdus;
};

/**
 * The same for a message of a claim. Of one that was begun before, the rest goes as the accepted parts did, whatever this link
 * is set to: other cuts or the whole text would send again what has arrived. Where nobody can say how it was begun, and under
 * `payload`, which leaves no rest, it is `UNSENDABLE`.
 */
export const claimedPdus = (
  { message, acceptedParts, begunBy }: Begun,
  link: SendingSettings,
): MessageFields[] => {
  if (acceptedParts === 0) return segmentPdus(message, link);
  if (begunBy === undefined || begunBy === 'payload') return message.texts.map(() => UNSENDABLE);
  return segmentPdus(message, { ...link, concat: begunBy });
};

const segmentsOf = (message: ToSend, concat: LinkSettings['concat']): Segment[] | null => {
  const reference = concatReference(message);
  if (concat !== 'numbered') return submitParts({ parts: message.texts, reference, concat });
  const parts = numberedParts(message.texts.join(''), message.texts.length);
  return parts?.flatMap(part => submitParts({ parts: [part], reference, concat: 'udh8' })) ?? null;
};

const pduOf = (
  segment: Segment,
  part: number,
  message: ToSend,
  link: SendingSettings,
  sender: string,
): MessageFields => ({
  serviceType: '',
  sourceAddrTon: link.sourceTon,
  sourceAddrNpi: link.sourceNpi,
  sourceAddr: sender,
  destAddrTon: link.destTon,
  destAddrNpi: link.destNpi,
  destinationAddr: link.destForm === 'national' ? message.number : toE164(message.number),
  esmClass: segment.esmClass,
  protocolId: 0,
  priorityFlag: 0,
  scheduleDeliveryTime: '',
  validityPeriod: link.validitySeconds === 0 ? '' : relativeValidity(link.validitySeconds),
  registeredDelivery: REGISTERED_DELIVERY.final,
  replaceIfPresentFlag: 0,
  dataCoding: link.dataCoding,
  smDefaultMsgId: 0,
  shortMessage: segment.shortMessage,
  tlvs: { ...segment.tlvs, userMessageReference: partReference(message, part) },
});

/** Stands for a segment that no session writes: the gate settles it as `invalid`. */
export const UNSENDABLE: MessageFields = Object.freeze({
  serviceType: '',
  sourceAddrTon: 0,
  sourceAddrNpi: 0,
  sourceAddr: '',
  destAddrTon: 0,
  destAddrNpi: 0,
  destinationAddr: '',
  esmClass: 0,
  protocolId: 0,
  priorityFlag: 0,
  scheduleDeliveryTime: '',
  validityPeriod: '',
  registeredDelivery: 0,
  replaceIfPresentFlag: 0,
  dataCoding: 0,
  smDefaultMsgId: 0,
  shortMessage: Buffer.alloc(0),
  tlvs: {},
});
