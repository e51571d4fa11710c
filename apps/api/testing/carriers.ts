import { ApplyReceipts, carrierKey, RecordSubmits, type PartOutcome } from '@sms111/api/messages';
import { parseBatchId, type Reason } from '@sms111/domain';
import type { RunningApi } from './running-api';

export type End = 'submitted' | 'delivered' | 'failed' | 'expired' | 'unknown' | 'unconfirmed' | 'refused';

const REASON_OF: Partial<Record<End, Reason>> = {
  delivered: 'delivered',
  failed: 'handset-fail',
  expired: 'expired',
};

interface Row {
  seq: number;
  parts: number;
}

/**
 * Lets the messages of a batch come to an end, recorded by the product's own code as if a carrier had answered.
 * `end` null: the message stays where it is. `carrier`: CHT unless said otherwise.
 */
export const settle = async (
  api: RunningApi,
  batchId: string,
  end: (seq: number) => End | null,
  carrier: (seq: number) => string = () => 'CHT',
): Promise<void> => {
  const batch = parseBatchId(batchId) ?? 0;
  const now = api.clock.now();
  const all = await api.db.query<Row>(
    'SELECT seq, parts FROM message_state WHERE batch = $1 AND state = 0 ORDER BY seq',
    [batch],
  );
  const rows = all.flatMap(row => {
    const became = end(row.seq);
    return became ? [{ ...row, became, carrier: carrier(row.seq) }] : [];
  });
  const idOf = (seq: number, part: number) => `${batchId}-${seq}-${part}`;
  const parts = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  const answersTo = (row: Row & { became: End }) => {
    const outcomes = parts(row.parts).map((part): PartOutcome => {
      if (row.became === 'unconfirmed') return { kind: 'no-answer', part };
      if (row.became === 'refused')
        return { kind: 'refused', part, status: 0x0b, reason: 'invalid-number', permanent: true };
      return { kind: 'accepted', part, carrierMessageId: idOf(row.seq, part) };
    });
    return { outcomes, settled: outcomes, late: false };
  };
  await api.db.transaction(tx =>
    api.get(RecordSubmits).execute(
      tx,
      rows.map(row => ({
        batch,
        seq: row.seq,
        parts: row.parts,
        acceptedParts: 0,
        failedParts: 0,
        attempts: 0,
        link: `${row.carrier}-A`,
        carrier: row.carrier,
        route: { donor: row.carrier, method: 'prefix', snapshot: null },
        ...answersTo(row),
        at: now,
      })),
      now,
    ),
  );
  const receipts = rows.flatMap(({ seq, became, carrier: of, ...row }) =>
    became === 'submitted' || became === 'unconfirmed' || became === 'refused'
      ? []
      : parts(row.parts).map(part => ({
          key: carrierKey(of, idOf(seq, part)),
          state: became,
          reason: REASON_OF[became] ?? 'unknown',
          code: became,
          doneAt: now,
          receivedAt: now,
          place: { batch, seq, part, parts: row.parts },
        })),
  );
  await api.db.transaction(tx => api.get(ApplyReceipts).execute(tx, receipts, now));
};
