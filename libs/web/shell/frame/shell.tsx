import Box from '@mui/material/Box';
import useMediaQuery from '@mui/material/useMediaQuery';
import { useSession, useWords } from '@sms111/web/data';
import { BlockSkeleton, colour, LoadingRegion, WIDTH } from '@sms111/web/ui';
import { Suspense, type ReactNode } from 'react';
import { Outlet, ScrollRestoration } from 'react-router';
import { allowedNav, type NavGroup } from '../navigation/nav';
import { Navigation } from '../navigation/navigation';
import { Anchor } from './anchor';
import { Brand } from './brand';
import { Footer } from './footer';
import { SkipLink } from './skip-link';
import { SuspensionBanner } from './suspension-banner';
import { TopBar } from './top-bar';

interface ShellProps {
  readonly nav: readonly NavGroup[];
  /** Quota and notices: rooms that the shell does not know. */
  readonly tools: ReactNode;
  /** The account's menu, at the end of the bar. */
  readonly account: ReactNode;
  /** What watches over the session. */
  readonly watch: ReactNode;
}

/** The frame of every page behind the sign-in: navigation, top bar, page, footer. */
export const Shell = ({ nav, tools, account, watch }: ShellProps) => {
  const w = useWords();
  const { permissions } = useSession();
  const wide = useMediaQuery('(min-width:1200px)', { noSsr: true });
  const narrow = useMediaQuery('(max-width:899.95px)', { noSsr: true });
  const groups = allowedNav(nav, permissions);
  return (
    <Box sx={{ display: 'flex', minHeight: '100dvh', '--ui-top': { xs: '56px', md: '60px' } }}>
      <SkipLink />
      {!narrow && (
        <Box
          component="nav"
          aria-label={w.shell.navigation}
          sx={{
            width: wide ? WIDTH.navigation : WIDTH.rail,
            flexShrink: 0,
            position: 'sticky',
            top: 0,
            height: '100dvh',
            overflowY: 'auto',
            backgroundColor: colour.paper,
            borderRight: `1px solid ${colour.line}`,
          }}
        >
          <Box
            sx={{
              display: 'flex',
              alignItems: 'center',
              justifyContent: wide ? 'start' : 'center',
              minHeight: 60,
              px: wide ? 2 : 0,
            }}
          >
            <Brand small={!wide} />
          </Box>
          <Box sx={{ px: wide ? 3 : 0, textAlign: wide ? 'start' : 'center' }}>
            <Anchor id="navigation" accessKey="L" name={w.shell.anchorSide} />
          </Box>
          <Navigation groups={groups} rail={!wide} />
        </Box>
      )}
      <Box sx={{ flex: 1, minWidth: 0, display: 'flex', flexDirection: 'column' }}>
        <TopBar groups={groups} narrow={narrow} tools={tools} account={account} />
        <Box
          component="main"
          id="content"
          tabIndex={-1}
          sx={{ px: { xs: 2, md: 3 }, pb: 5, pt: 1, flex: 1, minWidth: 0 }}
        >
          <Box sx={{ maxWidth: WIDTH.content, mx: 'auto', lineHeight: 1, mb: 1 }}>
            <Anchor id="main-anchor" accessKey="C" name={w.shell.anchorContent} />
          </Box>
          <SuspensionBanner />
          <Suspense
            fallback={
              <LoadingRegion>
                <BlockSkeleton height={320} />
              </LoadingRegion>
            }
          >
            <Outlet />
          </Suspense>
        </Box>
        <Footer />
      </Box>
      {watch}
      <ScrollRestoration />
    </Box>
  );
};
