import Box from '@mui/material/Box';
import { connection, SessionProvider, sessionQuery, useWords } from '@sms111/web/data';
import { BlockSkeleton, ErrorPanel, LoadingRegion } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Navigate, useLocation } from 'react-router';

/** Lets in who is signed in; others go to the sign-in page, which leads back to where they were. */
export const SessionGate = ({ children }: { readonly children: ReactNode }) => {
  const w = useWords();
  const { data: session, error, refetch, isFetching } = useQuery(sessionQuery);
  const { pathname, search } = useLocation();
  if (session) return <SessionProvider session={session}>{children}</SessionProvider>;
  if (session === null) {
    const place = `${pathname}${search}`;
    const back = connection.closed !== 'by-choice' && place !== '/';
    return <Navigate to={back ? `/sign-in?to=${encodeURIComponent(place)}` : '/sign-in'} replace />;
  }
  return (
    <Box component="main" sx={{ maxWidth: 720, mx: 'auto', p: 4 }}>
      <title>{w.common.product}</title>
      {error ? (
        <ErrorPanel error={error} onRetry={() => void refetch()} retrying={isFetching} />
      ) : (
        <LoadingRegion>
          <BlockSkeleton height={240} />
        </LoadingRegion>
      )}
    </Box>
  );
};
