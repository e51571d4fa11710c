/** A data key as it lies in the database, and the master key that wrapped it. */
export interface WrappedKey {
  readonly masterId: string;
  readonly wrapped: Buffer;
}

/** No master key that was given opens this data key. */
export class MasterKeyMissing extends Error {
  constructor(place: string, masterId: string | null) {
    super(`data key ${place} is wrapped by master key ${masterId ?? 'of old'}, which was not given`);
  }
}

/**
 * Whoever holds the master keys: this process by its environment, a key service, a hardware module. Nothing else knows
 * more than ids of them. An adapter wraps under `currentId` and unwraps under each of `knownIds`; `place` is
 * authenticated with the key, so that wrapped keys cannot change places.
 */
export abstract class KeyService {
  abstract readonly currentId: string;
  /** The current one is among them. */
  abstract readonly knownIds: readonly string[];

  abstract wrap(place: string, key: Buffer): Promise<WrappedKey>;

  /** `masterId` is `null` for keys from before ids were written down. Throws `MasterKeyMissing`. */
  abstract unwrap(place: string, masterId: string | null, wrapped: Uint8Array): Promise<Buffer>;
}
