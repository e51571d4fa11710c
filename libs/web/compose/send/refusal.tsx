import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { describeError, isProblem, ProblemError, useWords } from '@sms111/web/data';
import { Banner } from '@sms111/web/ui';
import { Link } from 'react-router';

/** Whether the server said no. Anything else (no answer, a fault, still at it) leaves open whether it was done. */
export const isRefused = (error: unknown): boolean =>
  error instanceof ProblemError && error.status < 500 && error.code !== 'idempotency-in-progress';

/** As many places are listed; the rest has the same way out. */
const MOST = 10;

const LookButton = () => {
  const { unanswered } = useWords().compose;
  return (
    <Button component={Link} to="/batches" variant="outlined" size="small" sx={{ minHeight: 32 }}>
      {unanswered.look}
    </Button>
  );
};

/** Why a send was not done, or that nobody knows whether it was. */
export const Refusal = ({ error }: { error: unknown }) => {
  const words = useWords();
  const { unanswered } = words.compose;
  const { title, text, note } = describeError(error, words);
  if (isProblem(error, 'idempotency-key-reused')) {
    return (
      <Banner tone="warn" live="alert" title={unanswered.otherTitle}>
        <p>{unanswered.other}</p>
        <LookButton />
      </Banner>
    );
  }
  if (!isRefused(error)) {
    return (
      <Banner tone="warn" live="alert" title={unanswered.title}>
        <p>{unanswered.text}</p>
        {note === undefined ? null : <p>{note}</p>}
        <LookButton />
      </Banner>
    );
  }
  const items = error instanceof ProblemError ? error.errors.slice(0, MOST) : [];
  return (
    <Banner tone="bad" title={title}>
      {text}
      {items.length > 0 ? (
        <Box component="ul" sx={{ m: 0, pl: 2.5 }}>
          {items.map(item => (
            <li key={`${item.pointer} ${item.code}`}>{item.detail}</li>
          ))}
        </Box>
      ) : null}
    </Banner>
  );
};
