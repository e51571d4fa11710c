import type { Bind } from './pdu';
import type { BindOptions } from './session-types';

const INTERFACE_VERSION_3_4 = 0x34;

/** The bind that a link's settings ask for; what they leave out is as the specification's default. */
export function bindPdu({ type, ...fields }: BindOptions, sequence: number): Bind {
  return {
    systemType: '',
    interfaceVersion: INTERFACE_VERSION_3_4,
    addrTon: 0,
    addrNpi: 0,
    addressRange: '',
    ...fields,
    command: `bind_${type}`,
    sequence,
  };
}
