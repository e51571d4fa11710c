import type { Tlvs } from './tlv';

/** Bits and values of the fields that this platform sets or reads (§5.2.12, §5.2.19). */
export const ESM_CLASS = { udhi: 0x40, receipt: 0x04, intermediate: 0x20, typeMask: 0x3c } as const;
export const DATA_CODING = { default: 0, ucs2: 8 } as const;
export const REGISTERED_DELIVERY = { none: 0, final: 1, failure: 2 } as const;
export const TON = {
  unknown: 0,
  international: 1,
  national: 2,
  networkSpecific: 3,
  alphanumeric: 5,
  abbreviated: 6,
} as const;
export const NPI = { unknown: 0, e164: 1 } as const;

interface Sequenced {
  readonly sequence: number;
}
interface Response extends Sequenced {
  readonly status: number;
}

export interface BindFields {
  readonly systemId: string;
  readonly password: string;
  readonly systemType: string;
  readonly interfaceVersion: number;
  readonly addrTon: number;
  readonly addrNpi: number;
  readonly addressRange: string;
}
export type BindCommand = 'bind_transmitter' | 'bind_receiver' | 'bind_transceiver';
export interface Bind extends BindFields, Sequenced {
  readonly command: BindCommand;
}
export interface BindResp extends Response {
  readonly command: `${BindCommand}_resp`;
  readonly systemId: string;
  readonly tlvs: Tlvs;
}

/** The body that submit_sm and deliver_sm share (§4.4.1, §4.6.1). */
export interface MessageFields {
  readonly serviceType: string;
  readonly sourceAddrTon: number;
  readonly sourceAddrNpi: number;
  readonly sourceAddr: string;
  readonly destAddrTon: number;
  readonly destAddrNpi: number;
  readonly destinationAddr: string;
  readonly esmClass: number;
  readonly protocolId: number;
  readonly priorityFlag: number;
  /** Empty, or 16 characters `YYMMDDhhmmsstnn` and `+`, `-` or `R`. */
  readonly scheduleDeliveryTime: string;
  readonly validityPeriod: string;
  readonly registeredDelivery: number;
  readonly replaceIfPresentFlag: number;
  readonly dataCoding: number;
  readonly smDefaultMsgId: number;
  /** At most 254 octets; of a received PDU a view into what was read, to be copied if kept. */
  readonly shortMessage: Uint8Array;
  readonly tlvs: Tlvs;
}
export interface SubmitSm extends MessageFields, Sequenced {
  readonly command: 'submit_sm';
}
export interface DeliverSm extends MessageFields, Sequenced {
  readonly command: 'deliver_sm';
}
/** Answers that carry a message id; `messageId` is empty where the carrier sent no body. */
export interface MessageIdResp extends Response {
  readonly command: 'submit_sm_resp' | 'deliver_sm_resp' | 'data_sm_resp';
  readonly messageId: string;
  readonly tlvs: Tlvs;
}

export interface DataFields {
  readonly serviceType: string;
  readonly sourceAddrTon: number;
  readonly sourceAddrNpi: number;
  readonly sourceAddr: string;
  readonly destAddrTon: number;
  readonly destAddrNpi: number;
  readonly destinationAddr: string;
  readonly esmClass: number;
  readonly registeredDelivery: number;
  readonly dataCoding: number;
  readonly tlvs: Tlvs;
}
export interface DataSm extends DataFields, Sequenced {
  readonly command: 'data_sm';
}

export interface QueryFields {
  readonly messageId: string;
  readonly sourceAddrTon: number;
  readonly sourceAddrNpi: number;
  readonly sourceAddr: string;
}
export interface QuerySm extends QueryFields, Sequenced {
  readonly command: 'query_sm';
}
export interface QuerySmResp extends Response {
  readonly command: 'query_sm_resp';
  readonly messageId: string;
  /** Empty while the message is under way, else as `validityPeriod`. */
  readonly finalDate: string;
  readonly messageState: number;
  readonly errorCode: number;
}

export interface CancelFields extends QueryFields {
  readonly serviceType: string;
  readonly destAddrTon: number;
  readonly destAddrNpi: number;
  readonly destinationAddr: string;
}
export interface CancelSm extends CancelFields, Sequenced {
  readonly command: 'cancel_sm';
}

export interface Outbind extends Sequenced {
  readonly command: 'outbind';
  readonly systemId: string;
  readonly password: string;
}
export interface AlertNotification extends Sequenced {
  readonly command: 'alert_notification';
  readonly sourceAddrTon: number;
  readonly sourceAddrNpi: number;
  readonly sourceAddr: string;
  readonly esmeAddrTon: number;
  readonly esmeAddrNpi: number;
  readonly esmeAddr: string;
  readonly tlvs: Tlvs;
}

/** PDUs that are a header and nothing else. */
export interface BareRequest extends Sequenced {
  readonly command: 'enquire_link' | 'unbind';
}
export interface BareResponse extends Response {
  readonly command: 'enquire_link_resp' | 'unbind_resp' | 'cancel_sm_resp' | 'generic_nack';
}

export type RequestPdu =
  Bind | SubmitSm | DeliverSm | DataSm | QuerySm | CancelSm | Outbind | AlertNotification | BareRequest;
export type ResponsePdu = BindResp | MessageIdResp | QuerySmResp | BareResponse;

/** Every PDU of this room, told apart by `command`. */
export type Pdu = RequestPdu | ResponsePdu;
