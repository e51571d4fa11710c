import Box from '@mui/material/Box';
import { formatCount, formatShare } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { AppLink, Banner } from '@sms111/web/ui';
import type { Home } from './home-query';

const LOW = 0.1;

/** What needs an answer; when nothing does, nothing stands here. */
export const AnswerSection = ({ home: { unsentUploads, month, quota } }: { readonly home: Home }) => {
  const w = useWords();
  const { answer } = w.home;
  const low = quota !== null && quota.ordered > 0 && quota.remaining < quota.ordered * LOW;
  const waiting = [
    unsentUploads > 0 && { to: '/uploads', text: answer.uploads(formatCount(unsentUploads)) },
    month.unconfirmed > 0 && {
      to: '/records?period=month&state=unconfirmed',
      text: answer.unconfirmed(formatCount(month.unconfirmed)),
    },
    low && { to: '/quota', text: answer.quota(formatShare(quota.remaining, quota.ordered)) },
  ].filter(item => item !== false);
  if (waiting.length === 0) return null;
  return (
    <Banner tone="warn" title={answer.title} live="off">
      <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
        {waiting.map(({ to, text }) => (
          <li key={to}>
            <AppLink to={to}>{text}</AppLink>
          </li>
        ))}
      </Box>
    </Banner>
  );
};
