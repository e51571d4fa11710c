import { problem, type Reader } from '@sms111/api/platform';
import type { AnswerOf, listLinks, showChange } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { changeDiff } from './change-diff';

export type Change = AnswerOf<typeof showChange>;
export type WaitingChange = AnswerOf<typeof listLinks>['changes'][number];

const MOST = 30;

interface ChangeRow {
  id: string;
  kind: Change['kind'];
  carrier: Change['carrier'];
  linkId: string | null;
  state: Change['state'];
  reason: string;
  before: object;
  after: object;
  password: boolean;
  proposed_id: string;
  proposed_by: string;
  proposed_at: Date;
  decided_by: string | null;
  decided_at: Date | null;
  note: string | null;
}

const SELECT = `SELECT c.id, c.kind, c.carrier, c.link_id AS "linkId", c.state, c.reason, c.before, c.after,
       c.password_sealed IS NOT NULL AS password, c.proposed_by AS proposed_id, p.name AS proposed_by, c.proposed_at,
       d.name AS decided_by, c.decided_at, c.decision_note AS note
  FROM link_change c JOIN account p ON p.id = c.proposed_by LEFT JOIN account d ON d.id = c.decided_by`;

/** Changes as people compare and decide about them. `viewer`: the account that looks. */
@Injectable()
export class ChangeViews {
  /** Of a link and of its carrier, the newest first; proposals of other links to the carrier as long as they wait. */
  async ofLink(reader: Reader, viewer: string, id: string, carrier: string): Promise<Change[]> {
    const rows = await reader.query<ChangeRow>(
      `${SELECT}
        WHERE c.link_id = $1 OR (c.kind = 'carrier' AND c.carrier = $2) OR
              (c.kind = 'create' AND c.state = 'waiting' AND c.carrier = $2)
        ORDER BY c.id DESC LIMIT ${MOST}`,
      [id, carrier],
    );
    return rows.map(row => shapeOf(row, viewer));
  }

  /** Problem: `not-found`. */
  async show(reader: Reader, viewer: string, id: string): Promise<Change> {
    const [row] = await reader.query<ChangeRow>(`${SELECT} WHERE c.id = $1`, [id]);
    if (!row) throw problem('not-found');
    return shapeOf(row, viewer);
  }

  /** All that wait for a second person, the oldest first. */
  async waiting(reader: Reader, viewer: string): Promise<WaitingChange[]> {
    const rows = await reader.query<ChangeRow>(
      `${SELECT} WHERE c.state = 'waiting' ORDER BY c.id LIMIT ${MOST}`,
    );
    return rows.map(row => {
      const { id, kind, carrier, linkId, proposedBy, proposedAt, isMine } = shapeOf(row, viewer);
      return { id, kind, carrier, linkId, proposedBy, proposedAt, isMine };
    });
  }
}

const shapeOf = (row: ChangeRow, viewer: string): Change => ({
  id: row.id,
  kind: row.kind,
  carrier: row.carrier,
  linkId: row.linkId,
  state: row.state,
  reason: row.reason,
  diff: changeDiff(row.before, row.after, row.password),
  proposedBy: row.proposed_by,
  proposedAt: row.proposed_at.toISOString(),
  isMine: row.proposed_id === viewer,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at?.toISOString() ?? null,
  decisionNote: row.note,
});
