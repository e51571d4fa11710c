import type { Receipt, SubmitResult } from '@sms111/api/messages';
import { LONG_SECONDS, Metrics, SIZES } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';

/**
 * What the hand-over of this process counts (RES-2): one call a commit group, none a message. Labels are carriers, links,
 * kinds and states, never a number or a text.
 */
@Injectable()
export class HandOverMetrics {
  private readonly sizes;
  private readonly durations;
  private readonly receipts;
  private readonly segments;
  private readonly responses;
  private readonly receiptTimes;

  constructor(metrics: Metrics) {
    this.sizes = metrics.histogram(
      'sms111_commit_group_messages',
      'Outcomes in one commit, by kind: submits, receipts',
      ['kind'],
      SIZES,
    );
    this.durations = metrics.histogram('sms111_commit_group_seconds', 'How long one commit of outcomes took');
    this.receipts = metrics.counter(
      'sms111_receipts_total',
      'Receipts that were committed, by carrier and state',
      ['carrier', 'state'],
    );
    this.segments = metrics.counter('sms111_segments_total', 'Outcomes of segments, by carrier and outcome', [
      'carrier',
      'outcome',
    ]);
    this.responses = metrics.histogram(
      'sms111_submit_response_seconds',
      'From a submit_sm to its response, by link',
      ['link'],
    );
    this.receiptTimes = metrics.histogram(
      'sms111_receipt_seconds',
      'From the hand-over of a segment to its receipt, by carrier',
      ['carrier'],
      LONG_SECONDS,
    );
  }

  /** A group of outcomes was committed. */
  group(submits: readonly SubmitResult[], receipts: readonly Receipt[], seconds: number): void {
    this.durations.observe({}, seconds);
    if (submits.length > 0) this.sizes.observe({ kind: 'submits' }, submits.length);
    if (receipts.length > 0) this.sizes.observe({ kind: 'receipts' }, receipts.length);
    const outcomes = submits.flatMap(({ carrier, outcomes: all }) =>
      all.map(({ kind }) => `${carrier} ${kind}`),
    );
    for (const [key, count] of countOf(outcomes)) {
      const [carrier = '', outcome = ''] = key.split(' ');
      this.segments.add({ carrier, outcome }, count);
    }
    for (const [key, count] of countOf(receipts.map(({ key, state }) => `${carrierOf(key)} ${state}`))) {
      const [carrier = '', state = ''] = key.split(' ');
      this.receipts.add({ carrier, state }, count);
    }
  }

  /** A link answered a submit after so long. */
  response(link: string, seconds: number): void {
    this.responses.observe({ link }, seconds);
  }

  /** A receipt came so long after its segment was handed over. */
  receipt(carrier: string, seconds: number): void {
    this.receiptTimes.observe({ carrier }, seconds);
  }
}

/** The carrier of a key that `carrierKey` made. */
const carrierOf = (key: string): string => key.slice(0, Math.max(0, key.indexOf(':')));

const countOf = (keys: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
