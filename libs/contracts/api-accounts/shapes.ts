import { z } from 'zod';
import { instant, uuid } from '../shapes';

export const apiKeyShape = z.object({
  id: uuid,
  label: z.string(),
  /** The first characters, to tell keys apart. */
  hint: z.string(),
  createdAt: instant,
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});

export const apiAccountShape = z.object({
  id: uuid,
  login: z.string(),
  name: z.string(),
  autoPrefix: z.boolean(),
  keys: z.array(apiKeyShape),
});
