import { Clock, KeyRing, seal, unseal, type Tx } from '@sms111/api/platform';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { z } from 'zod';
import type { MailKind, NoticeParams } from './notice-words';

/** A mail as it lies sealed in the outbox: who, and what about. It is put into words when it leaves. */
export interface Letter {
  readonly to: { readonly name: string; readonly email: string };
  readonly kind: MailKind;
  readonly params: NoticeParams;
  /** After this moment it is of no use (a one-time code) and is not sent any more. */
  readonly goodUntil: string | null;
}

const letterShape = z.object({
  to: z.object({ name: z.string(), email: z.string() }),
  kind: z.custom<MailKind>(value => typeof value === 'string'),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  goodUntil: z.string().nullable(),
});

const placeOf = (id: number): string => `outbox/${id}`;

/** Puts letters into the outbox and opens them again. Addresses and codes lie there as ciphertext only. */
@Injectable()
export class Outbox implements OnModuleInit {
  constructor(
    private readonly keys: KeyRing,
    private readonly clock: Clock,
  ) {}

  /** Loads the key before the first transaction asks for it, which must not wait for a second connection. */
  async onModuleInit(): Promise<void> {
    await this.keys.platformKey();
  }

  async put(tx: Tx, letter: Letter): Promise<void> {
    const key = await this.keys.platformKey();
    // The id comes first, because the seal ties the letter to its row.
    const [row] = await tx.query<{ id: number }>(
      `SELECT nextval(pg_get_serial_sequence('outbox', 'id'))::bigint AS id`,
    );
    if (!row) throw new Error('the outbox gave no id');
    await tx.execute(
      `INSERT INTO outbox (id, kind, key_id, sealed, created_at, due_at) OVERRIDING SYSTEM VALUE
       VALUES ($1, 'email', $2, $3, $4, $4)`,
      [row.id, key.id, seal(key.key, placeOf(row.id), Buffer.from(JSON.stringify(letter))), this.clock.now()],
    );
  }

  /** Opens a letter; `null` when its key was destroyed. */
  async open(id: number, keyId: number, sealed: Uint8Array): Promise<Letter | null> {
    const key = await this.keys.open(keyId);
    if (!key) return null;
    return letterShape.parse(JSON.parse(unseal(key.key, placeOf(id), sealed).toString()));
  }
}
