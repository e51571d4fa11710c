import { STATUS } from './status';

/** A C-octet string of the specification: `max` octets with its NUL, and the status that refuses it. */
export interface StringField {
  readonly name: string;
  readonly max: number;
  readonly status: number;
}

/** An integer of one octet. */
export interface OctetField {
  readonly name: string;
  readonly status: number;
}

const string = (name: string, max: number, status: number): StringField => ({ name, max, status });
const octet = (name: string, status: number): OctetField => ({ name, status });

/** §5.2: the bounds of every string, once, for both directions. */
export const STRING = {
  systemId: string('system_id', 16, STATUS.ESME_RINVSYSID),
  password: string('password', 9, STATUS.ESME_RINVPASWD),
  systemType: string('system_type', 13, STATUS.ESME_RINVSYSTYP),
  addressRange: string('address_range', 41, STATUS.ESME_RBINDFAIL),
  serviceType: string('service_type', 6, STATUS.ESME_RINVSERTYP),
  sourceAddr: string('source_addr', 21, STATUS.ESME_RINVSRCADR),
  destinationAddr: string('destination_addr', 21, STATUS.ESME_RINVDSTADR),
  /** data_sm and alert_notification allow longer addresses. */
  longSourceAddr: string('source_addr', 65, STATUS.ESME_RINVSRCADR),
  longDestinationAddr: string('destination_addr', 65, STATUS.ESME_RINVDSTADR),
  esmeAddr: string('esme_addr', 65, STATUS.ESME_RINVDSTADR),
  messageId: string('message_id', 65, STATUS.ESME_RINVMSGID),
  scheduleDeliveryTime: string('schedule_delivery_time', 17, STATUS.ESME_RINVSCHED),
  validityPeriod: string('validity_period', 17, STATUS.ESME_RINVEXPIRY),
  finalDate: string('final_date', 17, STATUS.ESME_RQUERYFAIL),
} as const;

export const OCTET = {
  interfaceVersion: octet('interface_version', STATUS.ESME_RBINDFAIL),
  addrTon: octet('addr_ton', STATUS.ESME_RBINDFAIL),
  addrNpi: octet('addr_npi', STATUS.ESME_RBINDFAIL),
  sourceAddrTon: octet('source_addr_ton', STATUS.ESME_RINVSRCTON),
  sourceAddrNpi: octet('source_addr_npi', STATUS.ESME_RINVSRCNPI),
  destAddrTon: octet('dest_addr_ton', STATUS.ESME_RINVDSTTON),
  destAddrNpi: octet('dest_addr_npi', STATUS.ESME_RINVDSTNPI),
  esmeAddrTon: octet('esme_addr_ton', STATUS.ESME_RINVDSTTON),
  esmeAddrNpi: octet('esme_addr_npi', STATUS.ESME_RINVDSTNPI),
  esmClass: octet('esm_class', STATUS.ESME_RINVESMCLASS),
  protocolId: octet('protocol_id', STATUS.ESME_RSYSERR),
  priorityFlag: octet('priority_flag', STATUS.ESME_RINVPRTFLG),
  registeredDelivery: octet('registered_delivery', STATUS.ESME_RINVREGDLVFLG),
  replaceIfPresentFlag: octet('replace_if_present_flag', STATUS.ESME_RINVREPFLAG),
  dataCoding: octet('data_coding', STATUS.ESME_RSYSERR),
  smDefaultMsgId: octet('sm_default_msg_id', STATUS.ESME_RINVDFTMSGID),
  /** The length of short_message. */
  smLength: octet('sm_length', STATUS.ESME_RINVMSGLEN),
  messageState: octet('message_state', STATUS.ESME_RQUERYFAIL),
  errorCode: octet('error_code', STATUS.ESME_RQUERYFAIL),
} as const;

/** short_message: 0 … 254 octets (§5.2.21, §5.2.22). */
export const MAX_SHORT_MESSAGE = 254;
