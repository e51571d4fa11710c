import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Divider from '@mui/material/Divider';
import ListItemIcon from '@mui/material/ListItemIcon';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
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
        aria-haspopup="menu"
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
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        slotProps={{ list: { 'aria-label': w.shell.account } }}
      >
        <Box component="li" role="none" sx={{ px: 2, pt: 0.5, pb: 1.5, minWidth: 240 }}>
          <Box sx={{ fontWeight: 650 }}>{session.account.name}</Box>
          <Box sx={{ fontSize: '0.875rem', color: colour.textQuiet }}>
            {w.states.role[session.account.role]}・{session.unit.name}
          </Box>
          <TimeLeft />
        </Box>
        <Divider component="li" role="none" />
        <MenuItem component={Link} to="/sessions" onClick={close}>
          <ListItemIcon>
            <DevicesIcon />
          </ListItemIcon>
          {w.pages.sessions.name}
        </MenuItem>
        <MenuItem
          onClick={() => {
            close();
            signOut.mutate();
          }}
        >
          <ListItemIcon>
            <SignOutIcon />
          </ListItemIcon>
          {w.session.signOut}
        </MenuItem>
      </Menu>
    </>
  );
};

const TimeLeft = () => {
  const w = useWords();
  const { seconds } = useRemaining(useSession());
  return (
    <Box component="span" role="timer" aria-live="off" sx={{ fontSize: '0.75rem', color: colour.textQuiet }}>
      {w.session.left(formatLeft(seconds))}
    </Box>
  );
};
