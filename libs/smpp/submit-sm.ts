import { NPI, REGISTERED_DELIVERY, TON, type MessageFields } from './pdu';
import { NO_TLVS } from './tlv';

const PLAIN: Omit<MessageFields, 'destinationAddr' | 'shortMessage'> = {
  serviceType: '',
  sourceAddrTon: TON.unknown,
  sourceAddrNpi: NPI.unknown,
  sourceAddr: '',
  destAddrTon: TON.international,
  destAddrNpi: NPI.e164,
  esmClass: 0,
  protocolId: 0,
  priorityFlag: 0,
  scheduleDeliveryTime: '',
  validityPeriod: '',
  registeredDelivery: REGISTERED_DELIVERY.final,
  replaceIfPresentFlag: 0,
  dataCoding: 0,
  smDefaultMsgId: 0,
  tlvs: NO_TLVS,
};

/** A submit_sm with a receipt asked for, to an international number; the rest as the specification's default. */
export function submitSm(
  fields: Partial<MessageFields> & Pick<MessageFields, 'destinationAddr' | 'shortMessage'>,
): MessageFields {
  return { ...PLAIN, ...fields };
}
