import { KeyRing, seal, Secrets, unseal } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** What a number is kept for: a row of one kind cannot pass as one of another. */
type Purpose = 'override' | 'answer';

const place = (purpose: Purpose): string => `routing/${purpose}`;

/** Single numbers as rows hold them: a keyed hash to find them by, and ciphertext to show and load them from. */
@Injectable()
export class SealedNumbers {
  constructor(
    private readonly keys: KeyRing,
    private readonly secrets: Secrets,
  ) {}

  hash(purpose: Purpose, mobile: string): Buffer {
    return this.secrets.hash(place(purpose), mobile);
  }

  async seal(purpose: Purpose, mobile: string): Promise<Buffer> {
    const { key } = await this.keys.platformKey();
    return seal(key, place(purpose), Buffer.from(mobile));
  }

  /** Opens rows' numbers; the key is fetched once. */
  async opener(purpose: Purpose): Promise<(sealed: Uint8Array) => string> {
    const { key } = await this.keys.platformKey();
    return sealed => unseal(key, place(purpose), sealed).toString();
  }
}
