import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import Typography from '@mui/material/Typography';
import { useId, type ReactNode } from 'react';
import { CloseIcon } from '../icons/icons';
import { colour, WIDTH } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

interface SidePanelProps {
  readonly open: boolean;
  readonly title: ReactNode;
  readonly onClose: () => void;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** Details of a row, beside the list; the whole screen on a phone. Esc closes it, the focus returns to the row. */
export const SidePanel = ({ open, title, onClose, actions, children }: SidePanelProps) => {
  const words = useUiWords();
  const id = useId();
  return (
    <Drawer
      anchor="right"
      open={open}
      onClose={onClose}
      slotProps={{
        paper: {
          role: 'dialog',
          'aria-modal': true,
          'aria-labelledby': id,
          sx: { width: { xs: '100%', sm: WIDTH.panel }, backgroundColor: colour.paper },
        },
      }}
    >
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1,
          px: 2.5,
          py: 1.5,
          borderBottom: `1px solid ${colour.line}`,
        }}
      >
        <Typography variant="h2" id={id} sx={{ flex: 1, minWidth: 0, overflowWrap: 'anywhere' }}>
          {title}
        </Typography>
        {actions}
        <IconButton onClick={onClose} aria-label={words.close}>
          <CloseIcon />
        </IconButton>
      </Box>
      <Box
        tabIndex={0}
        role="group"
        aria-labelledby={id}
        sx={{ p: 2.5, overflowY: 'auto', flex: 1, '&:focus-visible': { outlineOffset: '-3px' } }}
      >
        {children}
      </Box>
    </Drawer>
  );
};
