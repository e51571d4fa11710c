import { seal, unseal, type Db, type KeyRing, type Reader } from '@sms111/api/platform';
import type { KeyObject } from 'node:crypto';

const PIECE_BYTES = 1024 * 1024;

const piecePlace = (importId: string, position: number): string => `ported-import/${importId}/${position}`;

/** Keeps a file while it streams in: a MiB at a time, sealed, each stored at once. */
export class PieceWriter {
  private waiting: Buffer[] = [];
  private held = 0;
  private position = 0;
  bytes = 0;

  private constructor(
    private readonly db: Db,
    private readonly key: KeyObject,
    private readonly importId: string,
  ) {}

  static async open(db: Db, keys: KeyRing, importId: string): Promise<PieceWriter> {
    return new PieceWriter(db, (await keys.platformKey()).key, importId);
  }

  async add(bytes: Buffer): Promise<void> {
    this.waiting.push(bytes);
    this.held += bytes.length;
    this.bytes += bytes.length;
    if (this.held >= PIECE_BYTES) await this.store();
  }

  async end(): Promise<void> {
    if (this.held > 0) await this.store();
  }

  private async store(): Promise<void> {
    const sealed = seal(this.key, piecePlace(this.importId, this.position), Buffer.concat(this.waiting));
    this.waiting = [];
    this.held = 0;
    await this.db.query('INSERT INTO ported_import_piece (import_id, position, sealed) VALUES ($1, $2, $3)', [
      this.importId,
      this.position,
      sealed,
    ]);
    this.position += 1;
  }
}

/** The pieces of a stored file in their order; the next one is fetched while one is dealt with. */
export async function* piecesOf(reader: Reader, keys: KeyRing, importId: string): AsyncGenerator<Buffer> {
  const { key } = await keys.platformKey();
  const fetch = async (position: number): Promise<Buffer | null> => {
    const [row] = await reader.query<{ sealed: Buffer }>(
      'SELECT sealed FROM ported_import_piece WHERE import_id = $1 AND position = $2',
      [importId, position],
    );
    return row ? unseal(key, piecePlace(importId, position), row.sealed) : null;
  };
  let next = fetch(0);
  for (let position = 1; ; position += 1) {
    const piece = await next;
    if (!piece) return;
    next = fetch(position);
    // Its fault is met when it is waited for.
    next.catch(() => undefined);
    yield piece;
  }
}
