import { z } from 'zod';
import { instant, line } from '../shapes';

/** Why an agency is suspended or resumed: it stands in the audit trail, and the agency's people read it. */
export const agencyReason = line(200).min(2);

/** Since when an agency may not send, and why. */
export const suspensionShape = z.object({ since: instant, reason: z.string() });
