import { LANES, URGENT_LANES } from '@sms111/domain';
import { z } from 'zod';
import { line, uuid } from '../shapes';

export const urgentLane = z.enum(URGENT_LANES);

/** An account that may send, of an agency's system or of a person, and the lanes it may name; those that are not urgent are everybody's. */
export const laneRight = z.object({
  accountId: uuid,
  login: z.string(),
  name: z.string(),
  agencyName: z.string(),
  unitName: z.string(),
  isPerson: z.boolean(),
  active: z.boolean(),
  lanes: z.array(z.enum(LANES)),
});

/** A set of urgent lanes, each once. */
export const urgentLanes = z
  .array(urgentLane)
  .max(URGENT_LANES.length)
  .refine(lanes => new Set(lanes).size === lanes.length);

/** By which letter or contract: it stands in the audit trail. */
export const grantReason = line(200).min(2);
