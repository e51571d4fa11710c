import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useWords } from '@sms111/web/data';
import { RefreshIcon, WarnIcon } from '@sms111/web/ui';
import { useRouteError } from 'react-router';
import { MessagePage } from './message-page';

/** A part of the program that is no longer there: the platform was updated while the page stood open. */
const isOutdated = (error: unknown): boolean =>
  error instanceof TypeError && /import|module|fetch/i.test(error.message);

/** A page fell; the rest of the application is as it was. */
export const CrashPage = ({ inShell = false }: { readonly inShell?: boolean }) => {
  const { crashed } = useWords().shell;
  const error = useRouteError();
  return (
    <Box component={inShell ? 'div' : 'main'} sx={{ px: inShell ? 0 : 3 }}>
      <MessagePage
        icon={<WarnIcon />}
        title={crashed.title}
        text={isOutdated(error) ? crashed.outdated : crashed.text}
        action={
          <Button variant="contained" startIcon={<RefreshIcon />} onClick={() => window.location.reload()}>
            {crashed.reload}
          </Button>
        }
      />
    </Box>
  );
};
