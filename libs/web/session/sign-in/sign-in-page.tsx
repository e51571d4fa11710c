import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { connection, openSession, useWords, type Session } from '@sms111/web/data';
import { AppLink, Banner, colour } from '@sms111/web/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useNavigate, useSearchParams } from 'react-router';
import { AboutPanel } from './about-panel';
import { CodeStep } from './code-step';
import type { Challenge } from './challenge';
import { PasswordStep } from './password-step';
import { placeAfterSignIn } from './place-after-sign-in';

interface SignInPageProps {
  /** Language and appearance: a room that this one does not know. */
  readonly corner?: ReactNode;
}

/** Two calm steps on one page: account and password, then the second factor. */
export const SignInPage = ({ corner }: SignInPageProps) => {
  const w = useWords();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const [challenge, setChallenge] = useState<Challenge | null>(null);
  const [remark, setRemark] = useState<string | null>(
    () =>
      connection.closed &&
      { 'by-time': w.session.endedIdle, 'by-choice': w.session.endedByYou }[connection.closed],
  );

  const enter = (session: Session) => {
    openSession(client, session);
    void navigate(placeAfterSignIn(search.get('to')), { replace: true });
  };
  const startOver = (why: string | null) => {
    setChallenge(null);
    setRemark(why);
  };

  return (
    <Box
      sx={{
        minHeight: '100dvh',
        display: 'grid',
        gridTemplateColumns: { md: '5fr 6fr' },
        gridTemplateRows: { xs: 'auto 1fr', md: '1fr' },
        backgroundColor: colour.paper,
      }}
    >
      <title>{`${w.session.pageTitle}｜${w.common.product}`}</title>
      <AboutPanel />
      <Box sx={{ display: 'grid', gridTemplateRows: 'auto 1fr auto', px: { xs: 2.5, sm: 6 } }}>
        <Box
          component="header"
          sx={{ display: 'flex', justifyContent: 'flex-end', py: 1.5, mr: { xs: -1, sm: -4 } }}
        >
          {corner}
        </Box>
        <Box
          component="main"
          id="content"
          sx={{ display: 'grid', alignContent: 'center', justifyItems: 'center', py: 3 }}
        >
          <Box sx={{ width: '100%', maxWidth: 420, display: 'grid', gap: 2.5 }}>
            <Typography variant="body2" color="textSecondary" aria-live="polite">
              {w.session.stepOf(challenge ? 2 : 1, 2)}
            </Typography>
            {remark && !challenge && (
              <Banner tone="active" live="status">
                {remark}
              </Banner>
            )}
            {challenge ? (
              <CodeStep challenge={challenge} onDone={enter} onStartOver={startOver} />
            ) : (
              <PasswordStep onDone={setChallenge} onTry={() => setRemark(null)} />
            )}
          </Box>
        </Box>
        <Box
          component="footer"
          sx={{
            display: 'flex',
            flexWrap: 'wrap',
            columnGap: 2,
            py: 2,
            fontSize: '0.8125rem',
            color: colour.textQuiet,
          }}
        >
          <span>
            {w.shell.footer.operator}：{w.shell.footer.agency}
          </span>
          <span>
            {w.shell.footer.contact}：{w.shell.footer.phone}
          </span>
          <AppLink to="/privacy" color="inherit">
            {w.shell.footer.privacy}
          </AppLink>
        </Box>
      </Box>
    </Box>
  );
};
