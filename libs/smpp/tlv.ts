const u8 = (tag: number) => ({ tag, bytes: 1 }) as const;
const u16 = (tag: number) => ({ tag, bytes: 2 }) as const;
const u32 = (tag: number) => ({ tag, bytes: 4 }) as const;
const string = (tag: number, max: number) => ({ tag, max }) as const;
const octets = (tag: number, min: number, max: number) => ({ tag, min, max }) as const;

/** The optional parameters of SMPP 3.4 (§5.3.2) that are integers of one, two or four octets. */
export const INTEGER_TLV = {
  destAddrSubunit: u8(0x0005),
  destNetworkType: u8(0x0006),
  destBearerType: u8(0x0007),
  destTelematicsId: u16(0x0008),
  sourceAddrSubunit: u8(0x000d),
  sourceNetworkType: u8(0x000e),
  sourceBearerType: u8(0x000f),
  sourceTelematicsId: u8(0x0010),
  qosTimeToLive: u32(0x0017),
  payloadType: u8(0x0019),
  msMsgWaitFacilities: u8(0x0030),
  privacyIndicator: u8(0x0201),
  userMessageReference: u16(0x0204),
  userResponseCode: u8(0x0205),
  sourcePort: u16(0x020a),
  destinationPort: u16(0x020b),
  sarMsgRefNum: u16(0x020c),
  languageIndicator: u8(0x020d),
  sarTotalSegments: u8(0x020e),
  sarSegmentSeqnum: u8(0x020f),
  scInterfaceVersion: u8(0x0210),
  callbackNumPresInd: u8(0x0302),
  numberOfMessages: u8(0x0304),
  dpfResult: u8(0x0420),
  setDpf: u8(0x0421),
  msAvailabilityStatus: u8(0x0422),
  deliveryFailureReason: u8(0x0425),
  moreMessagesToSend: u8(0x0426),
  messageState: u8(0x0427),
  displayTime: u8(0x1201),
  smsSignal: u16(0x1203),
  msValidity: u8(0x1204),
  itsReplyType: u8(0x1380),
};

/** Those that are C-octet strings; `max` counts the NUL. */
export const STRING_TLV = {
  additionalStatusInfoText: string(0x001d, 256),
  receiptedMessageId: string(0x001e, 65),
};

/** Those that are octets, `min` … `max` of them. */
export const OCTETS_TLV = {
  sourceSubaddress: octets(0x0202, 2, 23),
  destSubaddress: octets(0x0203, 2, 23),
  callbackNumAtag: octets(0x0303, 0, 65),
  callbackNum: octets(0x0381, 4, 19),
  networkErrorCode: octets(0x0423, 3, 3),
  messagePayload: octets(0x0424, 0, 0xffff),
  ussdServiceOp: octets(0x0501, 1, 1),
  itsSessionInfo: octets(0x1383, 2, 2),
};

/** The one without a value: it is there or it is not. */
export const FLAG_TLV = { alertOnMessageDelivery: { tag: 0x130c } };

export type IntegerTlv = keyof typeof INTEGER_TLV;
export type StringTlv = keyof typeof STRING_TLV;
export type OctetsTlv = keyof typeof OCTETS_TLV;
export type FlagTlv = keyof typeof FLAG_TLV;

/** A TLV that 3.4 does not know (a carrier's own, or a later version's), or a repeated one. */
export interface RawTlv {
  readonly tag: number;
  readonly value: Uint8Array;
}

export type MutableTlvs = { [N in IntegerTlv]?: number } & { [N in StringTlv]?: string } & {
  [N in OctetsTlv]?: Uint8Array;
} & { [N in FlagTlv]?: true } & { others?: RawTlv[] };

/** The optional parameters of one PDU: the known ones by name, the others in their order. */
export type Tlvs = Readonly<Omit<MutableTlvs, 'others'>> & { readonly others?: readonly RawTlv[] };

/** Shared by every PDU that has none. */
export const NO_TLVS: Tlvs = Object.freeze({});

/** How one known TLV is read and written; `kind` says of what type the value under `name` is. */
export type TlvCodec = { readonly tag: number } & (
  | { readonly kind: 'integer'; readonly name: IntegerTlv; readonly bytes: 1 | 2 | 4 }
  | { readonly kind: 'string'; readonly name: StringTlv; readonly max: number }
  | { readonly kind: 'octets'; readonly name: OctetsTlv; readonly min: number; readonly max: number }
  | { readonly kind: 'flag'; readonly name: FlagTlv }
);

/** `Object.keys` of a literal that nothing widens. */
const names = <T extends object>(table: T) => Object.keys(table) as (keyof T)[];

const CODECS: readonly TlvCodec[] = [
  ...names(INTEGER_TLV).map(name => ({ kind: 'integer', name, ...INTEGER_TLV[name] }) as const),
  ...names(STRING_TLV).map(name => ({ kind: 'string', name, ...STRING_TLV[name] }) as const),
  ...names(OCTETS_TLV).map(name => ({ kind: 'octets', name, ...OCTETS_TLV[name] }) as const),
  ...names(FLAG_TLV).map(name => ({ kind: 'flag', name, ...FLAG_TLV[name] }) as const),
];

export const TLV_BY_NAME: ReadonlyMap<string, TlvCodec> = new Map(CODECS.map(codec => [codec.name, codec]));
export const TLV_BY_TAG: ReadonlyMap<number, TlvCodec> = new Map(CODECS.map(codec => [codec.tag, codec]));
