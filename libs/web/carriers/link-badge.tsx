import { TONES, useWords } from '@sms111/web/data';
import { StatusBadge } from '@sms111/web/ui';
import type { CarrierLink } from './links-query';

/** The state of a link: that of its session, unless its breaker keeps messages from it. */
export const LinkBadge = ({
  link,
  large = false,
}: {
  readonly link: CarrierLink;
  readonly large?: boolean;
}) => {
  const w = useWords();
  const { enabled, state, breaker } = link;
  const isBroken = state === 'bound' && breaker !== 'closed';
  return (
    <StatusBadge
      size={large ? 'large' : 'small'}
      tone={isBroken ? 'warn' : TONES.link[state]}
      label={enabled || state === 'draining' ? w.states.link[state] : w.carriers.disabled}
      detail={isBroken ? w.carriers.breaker[breaker] : undefined}
    />
  );
};
