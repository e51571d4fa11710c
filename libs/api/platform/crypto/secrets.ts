import {
  createHmac,
  createSecretKey,
  randomBytes,
  randomInt,
  timingSafeEqual,
  type KeyObject,
} from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';

/** Random tokens and codes, and the keyed hashes under which they are stored. */
@Injectable()
export class Secrets {
  private readonly key: KeyObject;

  constructor(config: Config) {
    this.key = createSecretKey(config.get('SESSION_SECRET'));
  }

  /** 256 random bits, base64url. */
  token(): string {
    return randomBytes(32).toString('base64url');
  }

  /** Six random digits. */
  code(): string {
    return randomInt(0, 1_000_000).toString().padStart(6, '0');
  }

  /** What is stored of a token; `purpose` keeps one kind from passing as another. */
  hash(purpose: string, token: string): Buffer {
    return createHmac('sha256', this.key).update(`${purpose}\0${token}`).digest();
  }

  matches(purpose: string, token: string, hash: Uint8Array): boolean {
    const own = this.hash(purpose, token);
    return own.length === hash.length && timingSafeEqual(own, hash);
  }
}
