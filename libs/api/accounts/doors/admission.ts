import type { Actor } from '@sms111/api/platform';

/** Somebody whom a door let in. */
export class Admission {
  constructor(
    readonly actor: Actor,
    /** The session's token; `null` for a system. */
    readonly sessionToken: string | null,
    /** When activity was last written down; `null`: never. */
    readonly seenAt: Date | null,
  ) {}
}
