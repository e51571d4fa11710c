import { formatCount, networkName, reasonWords } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { AppLink } from '@sms111/web/ui';
import type { ResolutionEntry } from './queue-queries';

/** What was said, in a few words; why, where the messages failed. */
export const SaidWords = ({ entry: { said, why } }: { readonly entry: ResolutionEntry }) => {
  const { form } = useWords().queue;
  const language = useLanguage();
  const reason = said === 'failed' ? reasonWords(why, language).name : '';
  return <>{reason === '' ? form.saids[said] : `${form.saids[said]}：${reason}`}</>;
};

/** Which messages: the one, or the conditions and how many there were. */
export const ScopeWords = ({ entry }: { readonly entry: ResolutionEntry }) => {
  const { resolutions: t } = useWords().queue;
  const language = useLanguage();
  if (entry.messageId !== null)
    return <AppLink to={`/queue?message=${entry.messageId}`}>{t.one(entry.messageId)}</AppLink>;
  const { carrier, link, batch } = entry.filter ?? {};
  const conditions = [carrier && networkName(carrier, language), link, batch].filter(Boolean);
  return (
    <>{[t.count(formatCount(entry.messages), formatCount(entry.segments)), ...conditions].join(' · ')}</>
  );
};
