import { AuditTrail, type Bystander } from '@sms111/api/audit';
import { Clock, Db, Secrets, type Actor, type Reader, type Tx, type Visitor } from '@sms111/api/platform';
import type { Role } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Admission } from '../doors/admission';
import { rightsOf } from '../doors/rights';

/** Baseline 5, 6: signed out after a quarter of an hour without activity, and after a working day in any case. */
export const IDLE_MS = 15 * 60_000;
export const ABSOLUTE_MS = 8 * 60 * 60_000;
/** Activity is written down at most this often. */
const TOUCH_MS = 60_000;

const PURPOSE = 'session';

/** Why a session ended. */
export type EndReason = 'signed-out' | 'revoked' | 'replaced' | 'idle' | 'absolute';

interface Row {
  id: string;
  lastSeenAt: Date;
  accountId: string;
  login: string;
  name: string;
  role: Role;
  unitId: string;
  agencyId: string;
}

/** Sessions are rows: what is ended in the table is over at the next request, on every machine. */
@Injectable()
export class Sessions {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly secrets: Secrets,
    private readonly audit: AuditTrail,
  ) {}

  async open(tx: Tx, accountId: string, visitor: Visitor): Promise<{ id: string; token: string }> {
    const token = this.secrets.token();
    const now = this.clock.ms();
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO session (token_hash, account_id, address, user_agent, started_at, last_seen_at, idle_ends_at,
                            absolute_ends_at)
       VALUES ($1, $2, $3, $4, $5, $5, $6, $7) RETURNING id`,
      [
        this.hashOf(token),
        accountId,
        visitor.address,
        visitor.userAgent,
        new Date(now),
        new Date(now + IDLE_MS),
        new Date(now + ABSOLUTE_MS),
      ],
    );
    if (!row) throw new Error('the session was not written');
    return { id: row.id, token };
  }

  /** Who a token stands for; `null` when the session is over or the account disabled. */
  async admit(token: string, visitor: Visitor): Promise<Admission | null> {
    const [row] = await this.db.query<Row>(
      `SELECT s.id, s.last_seen_at AS "lastSeenAt", a.id AS "accountId", a.login, a.name, a.role,
              a.unit_id AS "unitId", u.agency_id AS "agencyId"
         FROM session s JOIN account a ON a.id = s.account_id JOIN unit u ON u.id = a.unit_id
        WHERE s.token_hash = $1 AND s.ended_at IS NULL AND s.idle_ends_at > $2 AND s.absolute_ends_at > $2
          AND a.status = 'active'`,
      [this.hashOf(token), this.clock.now()],
    );
    if (!row) return null;
    const { id, lastSeenAt, ...account } = row;
    const actor: Actor = {
      kind: 'person',
      ...account,
      permissions: rightsOf(row.role),
      sessionId: id,
      address: visitor.address,
      traceId: visitor.traceId,
    };
    return new Admission(actor, token, lastSeenAt);
  }

  /** Whether somebody's living session has this token; to tell a wrong door from a wrong key. */
  async isToken(token: string): Promise<boolean> {
    const rows = await this.db.query('SELECT FROM session WHERE token_hash = $1 AND ended_at IS NULL', [
      this.hashOf(token),
    ]);
    return rows.length > 0;
  }

  /** Activity lengthens the idle time; written at most once a minute. */
  async touch({ actor, seenAt }: Admission): Promise<void> {
    if (!actor.sessionId || !seenAt || this.clock.ms() - seenAt.getTime() < TOUCH_MS) return;
    await this.extend(this.db, actor.sessionId);
  }

  /** The whole idle time again, never past the absolute end. */
  async extend(reader: Reader, sessionId: string): Promise<void> {
    const now = this.clock.ms();
    await reader.query(
      `UPDATE session SET last_seen_at = $2, idle_ends_at = least($3, absolute_ends_at)
        WHERE id = $1 AND ended_at IS NULL AND last_seen_at < $2`,
      [sessionId, new Date(now), new Date(now + IDLE_MS)],
    );
  }

  /** Ends a session of the account; `false` when there is no such living session. */
  async end(tx: Tx, accountId: string, sessionId: string, reason: EndReason): Promise<boolean> {
    const now = this.clock.now();
    const ended = await tx.execute(
      `UPDATE session SET ended_at = $3, ended_reason = $4
        WHERE id = $1 AND account_id = $2 AND ended_at IS NULL AND idle_ends_at > $3 AND absolute_ends_at > $3`,
      [sessionId, accountId, now, reason],
    );
    return ended === 1;
  }

  /** Ends the session that a browser still held when somebody signed in with it anew. */
  async replace(tx: Tx, token: string, by: Bystander): Promise<void> {
    const [row] = await tx.query<{ id: string }>(
      `UPDATE session SET ended_at = $2, ended_reason = 'replaced'
        WHERE token_hash = $1 AND ended_at IS NULL RETURNING id`,
      [this.hashOf(token), this.clock.now()],
    );
    if (!row) return;
    await this.audit.record(tx, by, {
      action: 'session.ended',
      object: { kind: 'session', id: row.id },
      detail: { reason: 'replaced' },
    });
  }

  private hashOf(token: string): Buffer {
    return this.secrets.hash(PURPOSE, token);
  }
}
