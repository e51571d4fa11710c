import { randomBytes } from 'node:crypto';
import { writeInt32 } from './bytes';
import { COMMAND, HEADER, STATUS } from './constants';

/** The start of a deliver_sm that says it has `length` octets, filled up to `size` with `filling`. */
const deliverSm = (sequence: number, length: number, size: number, filling: Buffer | number): Buffer => {
  const bytes = Buffer.alloc(size, filling);
  writeInt32(bytes, 0, length);
  writeInt32(bytes, 4, COMMAND.deliverSm);
  writeInt32(bytes, 8, STATUS.ok);
  writeInt32(bytes, 12, sequence);
  return bytes;
};

/** Framed as it should be, and not one field ends where a field must end: the body holds no NUL. */
export const garbagePdu = (sequence: number): Buffer => {
  const size = HEADER + 48;
  return deliverSm(sequence, size, size, Buffer.from(randomBytes(size).map(octet => octet || 0xff)));
};

/** A deliver_sm of almost 4 GiB, says its length. */
export const hugePdu = (sequence: number): Buffer => deliverSm(sequence, 0xfffffff0 | 0, 64, 0x11);

/** The first 60 of 200 octets. */
export const halfPdu = (sequence: number): Buffer => deliverSm(sequence, 200, 60, 0x31);
