import Box from '@mui/material/Box';
import { drainLink, resumeLink, switchOffLink, switchOnLink } from '@sms111/contracts';
import { networkName } from '@sms111/phrases';
import { call, useCan, useLanguage, useWords } from '@sms111/web/data';
import { PermissionButton } from '@sms111/web/ui';
import { useState } from 'react';
import { isUsable, type LinkDetail } from './links-query';
import { ReasonDialog } from './reason-dialog';

const ENDPOINTS = { drain: drainLink, resume: resumeLink, switchOff: switchOffLink, switchOn: switchOnLink };
type Deed = keyof typeof ENDPOINTS;

/** Takes the link out of use and back; one person is enough, with a reason. */
export const LinkActions = ({ detail: { link, drained, othersUsable } }: { readonly detail: LinkDetail }) => {
  const { id, carrier, enabled } = link;
  const { carriers: t } = useWords();
  const may = useCan('carrier.control');
  const [open, setOpen] = useState<Deed | null>(null);
  const deeds: Deed[] = enabled ? [drained ? 'resume' : 'drain', 'switchOff'] : ['switchOn'];
  const words = open && t.deeds[open];
  const isLast = (open === 'drain' || open === 'switchOff') && othersUsable === 0 && isUsable(link);
  const name = networkName(carrier, useLanguage());
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1 }}>
      {deeds.map(deed => (
        <PermissionButton
          key={deed}
          allowed={may}
          deniedReason={t.notAllowed}
          variant="outlined"
          color={deed === 'switchOff' ? 'error' : 'primary'}
          onClick={() => setOpen(deed)}
        >
          {t.deeds[deed].button}
        </PermissionButton>
      ))}
      {open && words && (
        <ReasonDialog
          title={words.title(id)}
          text={words.text}
          warning={isLast ? t.deeds.lastLink(name) : undefined}
          deed={words.deed}
          danger={open === 'switchOff'}
          run={reason => call(ENDPOINTS[open], { params: { linkId: id }, body: { reason } })}
          onClose={() => setOpen(null)}
        />
      )}
    </Box>
  );
};
