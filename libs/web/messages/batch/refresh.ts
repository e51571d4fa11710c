import { type Batch, openMessages } from './stages';

const LIVE_MS = 1_000;
const QUIET_MS = 5_000;

/** How often the page asks anew: each second while it runs, seldom while something may still come, else never. */
export const refreshEvery = (batch: Pick<Batch, 'state' | 'stages'> | undefined): number | false => {
  if (!batch) return false;
  if (batch.state === 'dispatching') return LIVE_MS;
  return openMessages(batch.stages) + batch.stages.unconfirmed.messages > 0 ? QUIET_MS : false;
};
