import { AcceptBatch, type AcceptRow, type Channel } from '@sms111/api/messages';
import { actorOf, type TestUnit } from '@sms111/api/testing';
import type { RunningApi } from './running-api';
import { NAME, TEXT } from './texts';

export interface Sender {
  readonly unit: TestUnit;
  readonly accountId: string;
}

/** Accepts a batch at the clock's time by the one door that every channel calls; for pages that need many. */
export const accept = async (
  api: RunningApi,
  { unit, accountId }: Sender,
  rows: readonly Partial<AcceptRow>[],
  channel: Channel = 'web',
): Promise<string> => {
  const accepted = await api.db.transaction(tx =>
    api.get(AcceptBatch).execute(tx, {
      actor: actorOf(unit, accountId),
      channel,
      name: `批次（${channel}）`,
      signature: NAME,
      common: TEXT,
      rows: [rows.map(row => ({ number: '0912345678', text: null, ref: null, segments: 1, ...row }))],
      at: api.clock.now(),
    }),
  );
  return accepted.batchId;
};
