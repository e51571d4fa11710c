import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import List from '@mui/material/List';
import ListItem from '@mui/material/ListItem';
import ListItemButton from '@mui/material/ListItemButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import Popover from '@mui/material/Popover';
import { formatLeft } from '@sms111/phrases';
import { useSession, useSignOut, useWords } from '@sms111/web/data';
import { ChevronDownIcon, colour, DevicesIcon, SignOutIcon, UserIcon, visuallyHidden } from '@sms111/web/ui';
import { useState } from 'react';
import { Link } from 'react-router';
import { useRemaining } from './remaining';

/** Who is signed in, how long still, and the way out. */
export const AccountMenu = () => {
  const w = useWords();
  const session = useSession();
  const signOut = useSignOut();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  return (
    <>
      <ButtonBase
        onClick={event => setAnchor(event.currentTarget)}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        sx={{ gap: 1, minHeight: 40, px: 1, borderRadius: 2, '&:hover': { backgroundColor: colour.quiet } }}
      >
        <span style={visuallyHidden}>{w.shell.account}</span>
        <UserIcon aria-hidden sx={{ color: colour.textQuiet }} />
        <Box
          component="span"
          sx={{ display: { xs: 'none', lg: 'block' }, textAlign: 'start', lineHeight: 1.3 }}
        >
          <Box component="span" sx={{ display: 'block', fontWeight: 600, fontSize: '0.875rem' }}>
            {session.account.name}
          </Box>
          <TimeLeft />
        </Box>
        <ChevronDownIcon
          aria-hidden
          sx={{ fontSize: 16, color: colour.textQuiet, display: { xs: 'none', lg: 'block' } }}
        />
      </ButtonBase>
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': w.shell.account, sx: { minWidth: 260 } } }}
      >
        <Box sx={{ px: 2, py: 1.5 }}>
          <Box sx={{ fontWeight: 650 }}>{session.account.name}</Box>
          <Box sx={{ fontSize: '0.875rem', color: colour.textQuiet }}>
            {w.states.role[session.account.role]}・{session.unit.name}
          </Box>
          <TimeLeft />
        </Box>
        <Divider />
        <List disablePadding sx={{ py: 0.5 }}>
          <ListItem disablePadding>
            <ListItemButton component={Link} to="/sessions" onClick={close}>
              <ListItemIcon sx={{ minWidth: 36 }}>
                <DevicesIcon />
              </ListItemIcon>
              {w.pages.sessions.name}
            </ListItemButton>
          </ListItem>
          <ListItem disablePadding>
            <ListItemButton
              component="button"
              onClick={() => {
                close();
                signOut.mutate();
              }}
            >
              <ListItemIcon sx={{ minWidth: 36 }}>
                <SignOutIcon />
              </ListItemIcon>
              {w.session.signOut}
            </ListItemButton>
          </ListItem>
        </List>
      </Popover>
    </>
  );
};

const TimeLeft = () => {
  const w = useWords();
  const { seconds } = useRemaining(useSession());
  return (
    <Box component="span" sx={{ fontSize: '0.75rem', color: colour.textQuiet }}>
      {w.session.left(formatLeft(seconds))}
    </Box>
  );
};
