import type { ResponseOf, showBatch } from '@sms111/contracts';
import type { Stage, Words } from '@sms111/phrases';
import { TONES } from '@sms111/web/data';
import type { BarPart } from '@sms111/web/ui';

export type Batch = ResponseOf<typeof showBatch>;
export type Stages = Batch['stages'];

/** From the best end to the worst, as the bar shows them. */
export const STAGE_ORDER: readonly Stage[] = [
  'delivered',
  'handed',
  'processing',
  'failed',
  'unconfirmed',
  'cancelled',
];

/** Messages of each stage as parts of the bar; always all six, so that nothing jumps while it moves. */
export const barParts = (stages: Stages, words: Words['states']['stage']): BarPart<Stage>[] =>
  STAGE_ORDER.map(stage => ({
    key: stage,
    label: words[stage],
    tone: TONES.stage[stage],
    value: stages[stage].messages,
  }));

/** Messages whose result is known for good. */
export const settledMessages = (stages: Stages): number =>
  stages.delivered.messages + stages.failed.messages + stages.cancelled.messages;

/** Messages without a final result. */
export const openMessages = (stages: Stages): number => stages.processing.messages + stages.handed.messages;
