import { type Batch, isMoving } from './stages';

const LIVE_MS = 1_000;
const QUIET_MS = 5_000;

/** How often the page asks anew: each second while it moves, seldom while something may still come, else never. */
export const refreshEvery = (batch: Pick<Batch, 'state' | 'stages'> | undefined): number | false => {
  if (!batch) return false;
  if (isMoving(batch)) return LIVE_MS;
  return batch.state === 'paused' || batch.stages.unconfirmed.messages > 0 ? QUIET_MS : false;
};
