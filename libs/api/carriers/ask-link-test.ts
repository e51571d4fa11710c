import { AuditTrail } from '@sms111/api/audit';
import { Clock, KeyRing, problem, seal, type Actor, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/** Ties the number of a test message to its row. */
export const testNumberPlace = (id: string): string => `link-test/${id}/number`;

/** Asks for a bind or a message to try a link with; the worker that holds the link does it at its next beat. */
@Injectable()
export class AskLinkTest {
  constructor(
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly audit: AuditTrail,
  ) {}

  /**
   * @param number of a test message, `0912345678`; null for a bind
   * Problems: `not-found`, `state-conflict` (a test is under way), `test-sender-missing`.
   */
  async execute(tx: Tx, actor: Actor, linkId: string, number: string | null): Promise<string> {
    const [link] = await tx.query<{ carrier: string; sender: string | null }>(
      `SELECT k.carrier, c.test_sender AS sender FROM carrier_link k LEFT JOIN carrier_control c ON c.carrier = k.carrier
        WHERE k.id = $1 FOR UPDATE OF k`,
      [linkId],
    );
    if (!link) throw problem('not-found');
    if (number !== null && link.sender === null) throw problem('test-sender-missing');
    const [open] = await tx.query(
      "SELECT id FROM link_test WHERE link_id = $1 AND state IN ('waiting', 'running')",
      [linkId],
    );
    if (open) throw problem('state-conflict', { state: 'running' });
    // In the order of time, like every other key.
    const [{ id } = { id: '' }] = await tx.query<{ id: string }>('SELECT uuidv7() AS id');
    const { key } = await this.keys.platformKey();
    await tx.execute(
      `INSERT INTO link_test (id, link_id, carrier, kind, number_sealed, asked_by, asked_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        id,
        linkId,
        link.carrier,
        number === null ? 'bind' : 'message',
        number === null ? null : seal(key, testNumberPlace(id), Buffer.from(number)),
        actor.accountId,
        this.clock.now(),
      ],
    );
    await this.audit.record(tx, actor, {
      action: 'carrier-link.tested',
      object: { kind: 'carrier-link', id: linkId },
      detail: { kind: number === null ? 'bind' : 'message' },
    });
    return id;
  }
}
