import Box from '@mui/material/Box';
import Drawer from '@mui/material/Drawer';
import IconButton from '@mui/material/IconButton';
import { useWords } from '@sms111/web/data';
import { CloseIcon, colour, MenuIcon, WIDTH } from '@sms111/web/ui';
import { useState, type ReactNode } from 'react';
import type { NavGroup } from '../navigation/nav';
import { Navigation } from '../navigation/navigation';
import { Search } from '../search/search';
import { Anchor } from './anchor';
import { Brand } from './brand';
import { DisplayMenu } from './display-menu';
import { LanguageSwitch } from './language-switch';

interface TopBarProps {
  readonly groups: readonly NavGroup[];
  readonly narrow: boolean;
  readonly tools: ReactNode;
  readonly account: ReactNode;
}

/** Search, quota, notices, display, account; on a narrow window the way to the navigation too. */
export const TopBar = ({ groups, narrow, tools, account }: TopBarProps) => {
  const w = useWords();
  const [open, setOpen] = useState(false);
  return (
    <Box
      component="header"
      sx={{
        position: 'sticky',
        top: 0,
        zIndex: 20,
        display: 'flex',
        alignItems: 'center',
        gap: { xs: 0.25, md: 1 },
        minHeight: 'var(--ui-top)',
        px: { xs: 1, md: 3 },
        // At 320 px every button gives up a little, so that none is pushed out.
        '@media (max-width: 359px)': { px: 0.5, gap: 0, '& .MuiIconButton-root': { p: 0.5 } },
        backgroundColor: colour.page,
        borderBottom: `1px solid ${colour.line}`,
      }}
    >
      <Anchor id="top" accessKey="U" name={w.shell.anchorTop} />
      {narrow && (
        <>
          <IconButton
            aria-label={w.shell.openNavigation}
            aria-haspopup="dialog"
            onClick={() => setOpen(true)}
          >
            <MenuIcon />
          </IconButton>
          <Drawer
            open={open}
            onClose={() => setOpen(false)}
            slotProps={{
              paper: {
                'aria-label': w.shell.navigation,
                sx: { width: WIDTH.navigation + 32, backgroundColor: colour.paper },
              },
            }}
          >
            <Box component="nav" aria-label={w.shell.navigation}>
              <Box
                sx={{
                  display: 'flex',
                  alignItems: 'center',
                  justifyContent: 'space-between',
                  px: 2,
                  py: 1.5,
                }}
              >
                <Brand />
                <IconButton aria-label={w.shell.closeNavigation} onClick={() => setOpen(false)}>
                  <CloseIcon />
                </IconButton>
              </Box>
              <Navigation groups={groups} rail={false} onGone={() => setOpen(false)} />
            </Box>
          </Drawer>
        </>
      )}
      <Search groups={groups} />
      <Box sx={{ flex: 1 }} />
      {tools}
      <LanguageSwitch />
      <DisplayMenu />
      {account}
    </Box>
  );
};
