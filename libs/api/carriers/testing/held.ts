import type { Receipt } from '@sms111/api/messages';
import { newLog } from '@sms111/api/platform';
import type { SubmitOutcome } from '@sms111/smpp';
import { setTimeout as pause } from 'node:timers/promises';
import { STANDARD_ERRORS } from '../error-map';
import { HeldLink } from '../held-link';
import type { Link } from '../link';
import { DEFAULT_SETTINGS } from '../link-register';
import { ReceiptSamples } from '../receipt-samples';
import { segmentPdus } from '../segment-pdus';

export const linkTo = (port: number, more: Partial<Link> = {}): Link => ({
  ...DEFAULT_SETTINGS,
  id: 'CHT-A',
  carrier: 'CHT',
  host: '127.0.0.1',
  port,
  systemId: 'sms111',
  password: 'handover',
  revision: 1,
  drained: false,
  carrierPaused: false,
  errors: STANDARD_ERRORS,
  responseTimeoutMs: 2_000,
  ...more,
});

/** A link as a worker holds it, with what came of it. */
export const holding = (link: Link, log = newLog('test', 'silent')) => {
  const receipts: Receipt[] = [];
  /** Seconds, as the metrics were told of them. */
  const times = { responses: [] as number[], receipts: [] as number[] };
  const changes: boolean[] = [];
  const held: HeldLink = new HeldLink(link, {
    outcomes: {
      receipt: (receipt, answer) => {
        receipts.push(receipt);
        answer(true);
      },
    },
    log,
    samples: new ReceiptSamples(),
    metrics: {
      response: (_, seconds) => times.responses.push(seconds),
      receipt: (_, seconds) => times.receipts.push(seconds),
    },
    takesReceipt: () => false,
    onChange: () => changes.push(held.isOffered),
  });
  held.keepOpen();
  return { held, receipts, changes, times };
};

let seq = 0;

/** Submits texts, split already, each to its number; the outcomes of all their segments. */
export const submitAll = async (
  held: HeldLink,
  messages: readonly { number: string; texts: readonly string[] }[],
): Promise<SubmitOutcome[]> => {
  const pdus = messages.flatMap(message => segmentPdus({ batch: 7, seq: ++seq, ...message }, held.link));
  const outcomes = new Map<number, SubmitOutcome>();
  await new Promise<void>(resolve =>
    held.gate.submit(pdus, (index, outcome) => {
      outcomes.set(index, outcome);
      if (outcomes.size === pdus.length) resolve();
    }),
  );
  return pdus.flatMap((_, index) => outcomes.get(index) ?? []);
};

/** Looks until it is so. */
export const until = async (reached: () => boolean | Promise<boolean>): Promise<void> => {
  const end = performance.now() + 20_000;
  while (!(await reached())) {
    if (performance.now() > end) throw new Error(`not reached: ${reached.toString()}`);
    await pause(10);
  }
};
