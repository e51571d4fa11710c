import { MessageContents } from '@sms111/api/messages';
import { Secrets, type Reader, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { JudgedItem } from './judge-items';

/** A message by its key. */
export interface MessageKey {
  readonly batch: number;
  readonly seq: number;
}

/** What became of the references that a request bears: by reference. */
export interface EarlierRefs {
  /** The same number and text were accepted under it: a repeat. */
  readonly repeated: ReadonlyMap<string, MessageKey>;
  /** It stands for another number or text. */
  readonly taken: ReadonlySet<string>;
}

/** Another request took one of the references between our look and our write. */
export class ReferenceTaken extends Error {}

/**
 * Clients' own ids of messages: unique per account as long as the record lives. They may hold anything that an agency
 * puts there, so only their keyed hash is stored.
 */
@Injectable()
export class ClientRefs {
  constructor(
    private readonly secrets: Secrets,
    private readonly contents: MessageContents,
  ) {}

  /** The message of a reference. */
  async find(reader: Reader, accountId: string, ref: string): Promise<MessageKey | null> {
    const [key] = await reader.query<MessageKey>(
      'SELECT batch, seq FROM client_ref WHERE account_id = $1 AND ref_hash = $2',
      [accountId, this.hash(ref)],
    );
    return key ?? null;
  }

  /** Compares good items with what their references stand for. A record that cannot be opened any more is not the same. */
  async earlier(reader: Reader, accountId: string, judged: readonly JudgedItem[]): Promise<EarlierRefs> {
    const items = judged.flatMap(({ clientRef, row }) =>
      row && clientRef !== null ? [{ clientRef, row }] : [],
    );
    const known = await this.known(
      reader,
      accountId,
      items.map(item => item.clientRef),
    );
    const contents = await this.contents.some(reader, [...known.values()]);
    const repeated = new Map<string, MessageKey>();
    const taken = new Set<string>();
    for (const { clientRef, row } of items) {
      const key = known.get(clientRef);
      if (!key) continue;
      const was = contents.get(`${key.batch}-${key.seq}`);
      if (was?.number === row.number && was.text === row.text) repeated.set(clientRef, key);
      else taken.add(clientRef);
    }
    return { repeated, taken };
  }

  /** Keeps the references of batches' messages, in their order. Throws `ReferenceTaken`. */
  async keep(
    tx: Tx,
    accountId: string,
    batches: readonly { readonly batch: number; readonly fresh: readonly JudgedItem[] }[],
  ): Promise<void> {
    const refs = batches.flatMap(({ batch, fresh }) =>
      fresh.flatMap(({ clientRef }, seq) =>
        clientRef === null ? [] : [{ hash: this.hash(clientRef), batch, seq }],
      ),
    );
    if (refs.length === 0) return;
    // In one order for everybody: two requests that share references wait for each other instead of in a ring.
    refs.sort((a, b) => Buffer.compare(a.hash, b.hash));
    const kept = await tx.execute(
      `INSERT INTO client_ref (account_id, ref_hash, batch, seq)
       SELECT $1, hash, batch, seq FROM unnest($2::bytea[], $3::bigint[], $4::int[]) AS r (hash, batch, seq)
       ON CONFLICT DO NOTHING`,
      [accountId, refs.map(ref => ref.hash), refs.map(ref => ref.batch), refs.map(ref => ref.seq)],
    );
    if (kept !== refs.length) throw new ReferenceTaken();
  }

  private async known(
    reader: Reader,
    accountId: string,
    refs: readonly string[],
  ): Promise<ReadonlyMap<string, MessageKey>> {
    if (refs.length === 0) return new Map();
    const byHash = new Map(refs.map(ref => [this.hash(ref).toString('hex'), ref]));
    const rows = await reader.query<MessageKey & { hash: string }>(
      `SELECT encode(ref_hash, 'hex') AS hash, batch, seq FROM client_ref
        WHERE account_id = $1 AND ref_hash = ANY ($2)`,
      [accountId, refs.map(ref => this.hash(ref))],
    );
    return new Map(rows.map(({ hash, batch, seq }) => [byHash.get(hash) ?? '', { batch, seq }]));
  }

  private hash(ref: string): Buffer {
    return this.secrets.hash('client-ref', ref);
  }
}
