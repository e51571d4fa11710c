import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import Typography from '@mui/material/Typography';
import type { Lane } from '@sms111/domain';
import { formatCount, formatMoney } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { Banner, colour, DeedButton, HandedIcon, KeyValue } from '@sms111/web/ui';
import { useId } from 'react';
import { type Deed, deedWords } from '../bill/deed';

interface SecondLookProps {
  readonly open: boolean;
  readonly deed: Deed;
  /** The text that goes out, signature included; `null` where each number has its own. */
  readonly text: string | null;
  /** Rows that stay behind when only a part of a file is sent (A13). */
  readonly leftOut: number;
  /** The lane that was named; `null`: by the number of recipients. */
  readonly lane: Lane | null;
  readonly title?: string;
  readonly label?: string;
  readonly sending: boolean;
  readonly onSend: () => void;
  readonly onClose: () => void;
}

/** A summary to be read before something large, or a part of something, goes. */
export const SecondLook = ({ open, deed, text, leftOut, lane, sending, ...rest }: SecondLookProps) => {
  const { compose, states } = useWords();
  const { check, bill } = compose;
  const id = useId();
  return (
    <Dialog
      open={open}
      onClose={sending ? undefined : rest.onClose}
      aria-labelledby={id}
      maxWidth="sm"
      fullWidth
    >
      <DialogTitle id={id}>{rest.title ?? check.title}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 2 }}>
        <Typography>{check.lead}</Typography>
        <KeyValue
          items={[
            { name: check.recipients, value: formatCount(deed.messages) },
            { name: check.segments, value: bill.segmentCount(formatCount(deed.segments)) },
            { name: check.cost, value: formatMoney(deed.dollars) },
            { name: check.quota, value: bill.segmentCount(formatCount(deed.after)) },
          ]}
        />
        {lane === null ? null : (
          <Banner tone="warn" live="off" title={check.lane(states.lane[lane])}>
            {check.laneNote}
          </Banner>
        )}
        {leftOut > 0 ? (
          <Banner tone="warn" live="off" title={check.leftOutRows(formatCount(leftOut))}>
            {check.partialNote}
          </Banner>
        ) : null}
        <Box>
          <Typography variant="body2" sx={{ color: 'text.secondary', mb: 0.5 }}>
            {text === null ? check.contentOwn : check.content}
          </Typography>
          {text === null ? null : (
            <Box
              tabIndex={0}
              role="group"
              aria-label={check.content}
              sx={{
                whiteSpace: 'pre-wrap',
                overflowWrap: 'anywhere',
                maxHeight: 180,
                overflowY: 'auto',
                p: 1.5,
                borderRadius: 2,
                backgroundColor: colour.quiet,
              }}
            >
              {text}
            </Box>
          )}
        </Box>
      </DialogContent>
      <DialogActions>
        <Button color="inherit" onClick={rest.onClose} disabled={sending} autoFocus>
          {check.back}
        </Button>
        <DeedButton
          variant="contained"
          working={sending}
          onClick={rest.onSend}
          startIcon={<HandedIcon />}
          sx={{ whiteSpace: 'normal' }}
        >
          {rest.label ?? deedWords(deed, compose)}
        </DeedButton>
      </DialogActions>
    </Dialog>
  );
};
