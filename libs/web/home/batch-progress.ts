import { formatShare } from '@sms111/phrases';
import type { BatchLine } from './home-query';

/** Messages of a batch in a stage; a stage without any may be left out of the answer. */
export const inStage = ({ stages }: BatchLine, stage: keyof BatchLine['stages']): number =>
  stages[stage]?.messages ?? 0;

/** The share of a batch that is no longer being worked on by the platform or a carrier. */
export const doneShare = (batch: BatchLine): string =>
  formatShare(
    batch.total.messages -
      inStage(batch, 'processing') -
      inStage(batch, 'handed') -
      inStage(batch, 'unconfirmed'),
    batch.total.messages,
  );
