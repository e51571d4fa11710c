import { z } from 'zod';
import { suspensionShape } from '../agencies/shapes';
import { instant, uuid } from '../shapes';

export const role = z.enum(['user', 'group-manager', 'ministry-admin', 'system-admin']);
export const secondFactorMethod = z.enum(['totp', 'email']);

/** Who is signed in, what they may do, and until when. */
export const sessionShape = z.object({
  account: z.object({ id: uuid, login: z.string(), name: z.string(), role }),
  unit: z.object({
    id: uuid,
    name: z.string(),
    agencyName: z.string(),
    /** `null` while its agency may send. */
    suspension: suspensionShape.nullable(),
  }),
  permissions: z.array(z.string()),
  csrfToken: z.string(),
  idleSeconds: z.number().int(),
  idleEndsAt: instant,
  absoluteEndsAt: instant,
});

/** The first factor was right; these are the second factors that the account has. */
export const challengeShape = z.object({
  methods: z.array(secondFactorMethod).min(1),
  emailMasked: z.string().nullable(),
  endsAt: instant,
});
