import { seal, unseal, type DataKey, type Reader, type Tx } from '@sms111/api/platform';

/** Bytes that are sealed as one piece. */
export const PIECE_BYTES = 1024 * 1024;

const piecePlace = (uploadId: string, position: number): string => `upload/${uploadId}/piece/${position}`;

/** A file as it came, sealed piece by piece so that its plain bytes never stand in memory whole. */
export class SealedFile {
  readonly pieces: Buffer[] = [];
  bytes = 0;
  private waiting: Buffer[] = [];
  private held = 0;

  constructor(
    private readonly uploadId: string,
    private readonly key: DataKey,
  ) {}

  add(bytes: Buffer): void {
    this.bytes += bytes.length;
    this.waiting.push(bytes);
    this.held += bytes.length;
    while (this.held >= PIECE_BYTES) this.seal(PIECE_BYTES);
  }

  /** Seals the rest. */
  end(): void {
    if (this.held > 0) this.seal(this.held);
  }

  async store(tx: Tx): Promise<void> {
    for (const [position, sealed] of this.pieces.entries()) {
      await tx.execute('INSERT INTO upload_chunk (upload_id, position, sealed) VALUES ($1, $2, $3)', [
        this.uploadId,
        position,
        sealed,
      ]);
    }
  }

  private seal(bytes: number): void {
    const all = Buffer.concat(this.waiting);
    this.pieces.push(
      seal(this.key.key, piecePlace(this.uploadId, this.pieces.length), all.subarray(0, bytes)),
    );
    this.waiting = [all.subarray(bytes)];
    this.held = all.length - bytes;
  }
}

/** The bytes of a stored file. Throws when a piece is missing. */
export const readRawFile = async (
  reader: Reader,
  upload: { readonly id: string; readonly bytes: number },
  key: DataKey,
): Promise<Uint8Array<ArrayBuffer>> => {
  const whole = new Uint8Array(upload.bytes);
  let length = 0;
  for (let position = 0; length < upload.bytes; position += 1) {
    const [row] = await reader.query<{ sealed: Buffer }>(
      'SELECT sealed FROM upload_chunk WHERE upload_id = $1 AND position = $2',
      [upload.id, position],
    );
    if (!row) throw new Error(`piece ${position} of upload ${upload.id} is missing`);
    const plain = unseal(key.key, piecePlace(upload.id, position), row.sealed);
    whole.set(plain, length);
    length += plain.length;
  }
  return whole;
};
