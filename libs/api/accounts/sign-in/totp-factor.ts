import { Clock, KeyRing, seal, unseal, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { verifySync } from 'otplib';

/** One step of drift either way: phones and people are slow. */
const TOLERANCE_S = 30;

const placeOf = (accountId: string): string => `totp/${accountId}`;

/** Time-based codes of an authenticator app. The seed lies sealed; each step opens once. */
@Injectable()
export class TotpFactor {
  constructor(
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** `secret`: base32, as the authenticator app knows it. */
  async seal(accountId: string, secret: string): Promise<Buffer> {
    const { key } = await this.keys.platformKey();
    return seal(key, placeOf(accountId), Buffer.from(secret));
  }

  /** Whether the code is right and its step was never used; takes the step. */
  async take(
    tx: Tx,
    { accountId, totpSealed }: { accountId: string; totpSealed: Buffer | null },
    code: string,
  ): Promise<boolean> {
    if (!totpSealed) return false;
    const { key } = await this.keys.platformKey();
    const result = verifySync({
      secret: unseal(key, placeOf(accountId), totpSealed).toString(),
      token: code,
      epoch: Math.floor(this.clock.ms() / 1000),
      epochTolerance: TOLERANCE_S,
    });
    if (!result.valid || !('timeStep' in result)) return false;
    // The condition decides between two who show the same code at once.
    const taken = await tx.execute(
      `UPDATE account SET totp_last_step = $2 WHERE id = $1 AND (totp_last_step IS NULL OR totp_last_step < $2)`,
      [accountId, result.timeStep],
    );
    return taken === 1;
  }
}
