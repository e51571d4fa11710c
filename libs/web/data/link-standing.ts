import type { listLinks, ResponseOf } from '@sms111/contracts';

type Link = Pick<ResponseOf<typeof listLinks>['links'][number], 'enabled' | 'state'>;

/** `stopped`: a person took it out of use. `down`: it should be connected and is not. */
export type LinkStanding = 'connected' | 'stopped' | 'down';

/** How a link stands towards what people want of it, the same on every page. */
export const linkStanding = ({ enabled, state }: Link): LinkStanding => {
  if (!enabled || state === 'off' || state === 'drained' || state === 'draining') return 'stopped';
  return state === 'bound' ? 'connected' : 'down';
};
