import { formatDate, formatInstant, formatMinute, formatRelative } from '@sms111/phrases';
import { useUiWords } from '../theme/ui-provider';
import { useNow } from './use-now';

interface TimeProps {
  /** ISO 8601; `null` shows `otherwise`. */
  readonly at: string | null;
  readonly otherwise?: string;
  readonly form?: 'full' | 'date' | 'minute';
  /** Shows the relative time behind it instead of only on hover. */
  readonly withRelative?: boolean;
}

const STEP_MS = 30_000;
const MINUTE_MS = 60_000;

/**
 * A moment: `2026/11/20 14:05:09` in Asia/Taipei, and how long ago on hover. The clock it is held against stands for
 * half a minute, so what is less than a minute away is now: never seconds that are wrong, never a past still to come.
 */
export const Time = ({ at, otherwise = '–', form = 'full', withRelative = false }: TimeProps) => {
  const { language } = useUiWords();
  const now = useNow(STEP_MS);
  if (at === null) return otherwise;
  const shown = { full: formatInstant, date: formatDate, minute: formatMinute }[form](at);
  const moment = Date.parse(at);
  const relative = formatRelative(at, Math.abs(moment - now) < MINUTE_MS ? moment : now, language);
  return (
    <time
      dateTime={at}
      title={form === 'full' ? relative : `${formatInstant(at)}（${relative}）`}
      style={{ whiteSpace: 'nowrap' }}
    >
      {shown}
      {withRelative && `（${relative}）`}
    </time>
  );
};
