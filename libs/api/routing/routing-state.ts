import { problem, type Reader, type Tx } from '@sms111/api/platform';

export interface RoutingState {
  /** Grows with every change of anything that routes: workers look at it every second. */
  readonly version: number;
  /** The snapshot of ported numbers in force. */
  readonly snapshot: number | null;
}

export const routingState = async (reader: Reader): Promise<RoutingState> => {
  const [state] = await reader.query<RoutingState>(
    'SELECT version, snapshot_id AS snapshot FROM routing_state',
  );
  return state ?? { version: 0, snapshot: null };
};

/** Tells every worker that something changed; call it in the transaction of the change. */
export const touchRouting = async (tx: Tx): Promise<void> => {
  await tx.execute('UPDATE routing_state SET version = version + 1');
};

/** Puts a snapshot in force. Problem: `state-conflict` when another than `expected` is meanwhile. */
export const putInForce = async (tx: Tx, snapshot: number, expected: number | null): Promise<void> => {
  const put = await tx.execute(
    `UPDATE routing_state SET snapshot_id = $1, version = version + 1 WHERE snapshot_id IS NOT DISTINCT FROM $2`,
    [snapshot, expected],
  );
  if (put !== 1) throw problem('state-conflict');
};

/** Networks by their code, and donors that were taken over: what may stand for who lost and who got a number. */
export const networkCodes = async (reader: Reader): Promise<string[]> => {
  const rows = await reader.query<{ code: string }>(
    'SELECT code FROM network UNION SELECT donor FROM network_merger ORDER BY 1',
  );
  return rows.map(row => row.code);
};
