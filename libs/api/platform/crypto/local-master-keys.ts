import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../config/config';
import { KeyService, MasterKeyMissing, type WrappedKey } from './key-service';
import { seal, unseal } from './seal';

/** What a master key is called: it tells nothing of the key. 16 hexadecimal digits. */
export const masterIdOf = (key: Buffer): string =>
  createHash('sha256').update('sms111 master key\0').update(key).digest('hex').slice(0, 16);

/** Master keys from the environment: `MASTER_KEY` wraps, `MASTER_KEY_PREVIOUS` opens what others have wrapped. */
@Injectable()
export class LocalMasterKeys extends KeyService {
  readonly currentId: string;
  private readonly keys: ReadonlyMap<string, KeyObject>;

  constructor(config: Config) {
    super();
    const current = config.get('MASTER_KEY');
    const all = [current, ...(config.get('MASTER_KEY_PREVIOUS') ?? [])];
    this.currentId = masterIdOf(current);
    this.keys = new Map(all.map(key => [masterIdOf(key), createSecretKey(key)]));
  }

  get knownIds(): readonly string[] {
    return [...this.keys.keys()];
  }

  async wrap(place: string, key: Buffer): Promise<WrappedKey> {
    return { masterId: this.currentId, wrapped: seal(this.key(place, this.currentId), place, key) };
  }

  async unwrap(place: string, masterId: string | null, wrapped: Uint8Array): Promise<Buffer> {
    if (masterId !== null) return unseal(this.key(place, masterId), place, wrapped);
    for (const key of this.keys.values()) {
      try {
        return unseal(key, place, wrapped);
      } catch {
        // The tag does not fit: wrapped by another one.
      }
    }
    throw new MasterKeyMissing(place, null);
  }

  private key(place: string, masterId: string): KeyObject {
    const key = this.keys.get(masterId);
    if (!key) throw new MasterKeyMissing(place, masterId);
    return key;
  }
}
