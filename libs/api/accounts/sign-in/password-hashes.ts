import { KeyRing, lookupHash, Secrets } from '@sms111/api/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';

/** Argon2id (the package's default); 64 MiB and three passes are RFC 9106's choice for less than 2 GiB of memory. */
const COST = { memoryCost: 64 * 1024, timeCost: 3, parallelism: 1 };

/** The same password may be typed in composed and decomposed characters. */
const spelled = (password: string): string => password.normalize('NFKC');

/**
 * Hashes and checks passwords (baseline 47), with a pepper besides the salt: a copy of the database alone is not
 * enough to guess. The pepper comes from the platform's key, so that changing the session secret locks nobody out.
 */
@Injectable()
export class PasswordHashes implements OnModuleInit {
  private nobody: Promise<string> | null = null;

  constructor(
    private readonly keys: KeyRing,
    private readonly secrets: Secrets,
  ) {}

  /** Begun before the first sign-in, which would take twice as long otherwise; the start does not wait for it. */
  onModuleInit(): void {
    this.ofNobody().catch(() => undefined);
  }

  async hash(password: string): Promise<string> {
    return hash(spelled(password), { ...COST, secret: await this.pepper() });
  }

  /** Without a hash (no such account) it takes the same time and is false. */
  async matches(stored: string | null, password: string): Promise<boolean> {
    const secret = await this.pepper();
    const right = await verify(stored ?? (await this.ofNobody()), spelled(password), { secret });
    return right && stored !== null;
  }

  private ofNobody(): Promise<string> {
    this.nobody ??= this.hash(this.secrets.token()).catch((error: unknown) => {
      this.nobody = null;
      throw error;
    });
    return this.nobody;
  }

  private async pepper(): Promise<Buffer> {
    return lookupHash((await this.keys.platformKey()).key, 'password-pepper');
  }
}
