import Box from '@mui/material/Box';
import { useMaybeSession, useWords } from '@sms111/web/data';
import { AppLink, colour } from '@sms111/web/ui';
import type { ReactNode } from 'react';
import { Brand } from './brand';
import { DisplayMenu } from './display-menu';
import { LanguageSwitch } from './language-switch';
import { Footer } from './footer';
import { SkipLink } from './skip-link';

/** The frame of pages that anybody may read. */
export const PublicFrame = ({ children }: { readonly children: ReactNode }) => {
  const w = useWords();
  const session = useMaybeSession();
  return (
    <Box sx={{ minHeight: '100dvh', display: 'flex', flexDirection: 'column' }}>
      <SkipLink />
      <Box
        component="header"
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 2,
          px: { xs: 2, md: 3 },
          minHeight: 64,
          borderBottom: `1px solid ${colour.line}`,
        }}
      >
        <Brand />
        <Box sx={{ flex: 1 }} />
        <AppLink to={session ? '/' : '/sign-in'}>{session ? w.pages.home.name : w.pages.signIn.name}</AppLink>
        <LanguageSwitch />
        <DisplayMenu />
      </Box>
      <Box component="main" id="content" tabIndex={-1} sx={{ px: { xs: 2, md: 3 }, py: 4 }}>
        {children}
      </Box>
      <Footer />
    </Box>
  );
};
