import type { StringField } from './field';
import type { PduWriter } from './pdu-writer';

/** §7.1.1: `YYMMDDhhmmsstnn` and `+` or `-` (quarter hours from UTC) or `R` (relative). */
const TIME = /^\d{15}[-+R]$/;

/** Empty, or sixteen characters of that form: a carrier's reading of anything else is a guess. */
export function writeTime(out: PduWriter, value: string, field: StringField): void {
  if (value !== '' && !TIME.test(value)) out.fail('bad-time', field.name, field.status);
  else out.string(value, field);
}
