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

/** A moment: `2026/11/20 14:05:09` in Asia/Taipei, and how long ago on hover. */
export const Time = ({ at, otherwise = '–', form = 'full', withRelative = false }: TimeProps) => {
  const { language } = useUiWords();
  const now = useNow(30_000);
  if (at === null) return otherwise;
  const shown = { full: formatInstant, date: formatDate, minute: formatMinute }[form](at);
  const relative = formatRelative(at, now, language);
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
