import { formatCount } from '@sms111/phrases';
import { answerOfStatus, DEFAULT_STATUS_MAP } from '@sms111/domain';
import { useWords } from '@sms111/web/data';
import type { CarrierLink, LinkDetail } from './links-query';

interface RefusalsProps {
  readonly statuses: NonNullable<CarrierLink['recent']>['statuses'];
  readonly errors: LinkDetail['habits']['errors'];
}

/** What the carrier refused with, in words: its own meaning of a code, else that of the standard. */
export const Refusals = ({ statuses, errors }: RefusalsProps) => {
  const w = useWords();
  const { carriers: t } = w;
  if (statuses.length === 0) return t.noRefusals;
  const wordsOf = (status: number): string => {
    const own = errors.find(({ source, code }) => source === 'submit' && Number(code) === status);
    if (own) return own.note || w.states.reason[own.reason].name;
    return status in DEFAULT_STATUS_MAP
      ? w.states.reason[answerOfStatus(status).reason].name
      : t.unlistedCode;
  };
  return statuses
    .map(({ status, count }) =>
      t.refusedWith(wordsOf(status), `0x${status.toString(16).padStart(2, '0')}`, formatCount(count)),
    )
    .join('、');
};
