import { AgencyViews } from '@sms111/api/agencies';
import { Clock, problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listSessions, showSession } from '@sms111/contracts';
import { permissionsOf, type Role } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Csrf } from '../doors/csrf';
import { IDLE_MS } from './sessions';

interface Row {
  accountId: string;
  login: string;
  name: string;
  role: Exclude<Role, 'system'>;
  unitId: string;
  idleEndsAt: Date;
  absoluteEndsAt: Date;
}

interface ListRow {
  id: string;
  address: string;
  userAgent: string;
  startedAt: Date;
  lastSeenAt: Date;
}

/** What a person sees of sessions. */
@Injectable()
export class SessionViews {
  constructor(
    private readonly agencies: AgencyViews,
    private readonly csrf: Csrf,
    private readonly clock: Clock,
  ) {}

  /** Who is signed in, what they may do, until when. `token`: the session's own, for its CSRF token. */
  async shape(reader: Reader, sessionId: string, token: string): Promise<AnswerOf<typeof showSession>> {
    const [row] = await reader.query<Row>(
      `SELECT a.id AS "accountId", a.login, a.name, a.role, a.unit_id AS "unitId",
              s.idle_ends_at AS "idleEndsAt", s.absolute_ends_at AS "absoluteEndsAt"
         FROM session s JOIN account a ON a.id = s.account_id WHERE s.id = $1 AND s.ended_at IS NULL`,
      [sessionId],
    );
    const unit = row && (await this.agencies.unit(reader, row.unitId));
    if (!row || !unit) throw problem('not-signed-in');
    return {
      account: { id: row.accountId, login: row.login, name: row.name, role: row.role },
      unit: {
        id: unit.id,
        name: unit.name,
        agencyName: unit.agencyName,
        suspension: unit.suspension && {
          since: unit.suspension.since.toISOString(),
          reason: unit.suspension.reason,
        },
      },
      permissions: [...permissionsOf(row.role)],
      csrfToken: this.csrf.tokenOf(token),
      idleSeconds: IDLE_MS / 1000,
      idleEndsAt: row.idleEndsAt.toISOString(),
      absoluteEndsAt: row.absoluteEndsAt.toISOString(),
    };
  }

  /** Where the account is signed in now, the latest activity first. */
  async list(
    reader: Reader,
    accountId: string,
    current: string | null,
  ): Promise<AnswerOf<typeof listSessions>> {
    const rows = await reader.query<ListRow>(
      `SELECT id, address, user_agent AS "userAgent", started_at AS "startedAt", last_seen_at AS "lastSeenAt"
         FROM session
        WHERE account_id = $1 AND ended_at IS NULL AND idle_ends_at > $2 AND absolute_ends_at > $2
        ORDER BY last_seen_at DESC, id LIMIT 100`,
      [accountId, this.clock.now()],
    );
    return {
      items: rows.map(({ startedAt, lastSeenAt, ...row }) => ({
        ...row,
        current: row.id === current,
        startedAt: startedAt.toISOString(),
        lastSeenAt: lastSeenAt.toISOString(),
      })),
    };
  }
}
