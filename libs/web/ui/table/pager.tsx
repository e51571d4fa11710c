import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { formatCount } from '@sms111/phrases';
import { ChevronRightIcon, FirstPageIcon } from '../icons/icons';
import { colour } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

interface PagerProps {
  /** Rows on this page. */
  readonly shown: number;
  /** The cursor of the next page; `null` on the last one. */
  readonly next: string | null;
  /** Whether this is a later page. */
  readonly later: boolean;
  /** Goes to a page; `null` is the first. Put the cursor in the URL, so that Back leads back. */
  readonly onPage: (cursor: string | null) => void;
}

/** Forward through a list by its cursor; back is the browser's own. */
export const Pager = ({ shown, next, later, onPage }: PagerProps) => {
  const words = useUiWords();
  return (
    <Box
      sx={{
        display: 'flex',
        flexWrap: 'wrap',
        alignItems: 'center',
        gap: 1,
        px: 2.5,
        py: 1.25,
        borderTop: `1px solid ${colour.line}`,
      }}
    >
      <Box
        role="status"
        sx={{ flex: 1, color: colour.textQuiet, fontSize: '0.875rem', whiteSpace: 'nowrap' }}
      >
        {words.rowCount(formatCount(shown))}
      </Box>
      {later && (
        <Button color="inherit" startIcon={<FirstPageIcon />} onClick={() => onPage(null)}>
          {words.firstPage}
        </Button>
      )}
      {next !== null && (
        <Button variant="outlined" endIcon={<ChevronRightIcon />} onClick={() => onPage(next)}>
          {words.nextPage}
        </Button>
      )}
    </Box>
  );
};
