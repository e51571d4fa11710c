import Box from '@mui/material/Box';
import { drainLink, resumeLink, switchOffLink, switchOnLink } from '@sms111/contracts';
import { call, useCan, useWords } from '@sms111/web/data';
import { PermissionButton } from '@sms111/web/ui';
import { useState } from 'react';
import type { CarrierLink } from './links-query';
import { ReasonDialog } from './reason-dialog';

const ENDPOINTS = { drain: drainLink, resume: resumeLink, switchOff: switchOffLink, switchOn: switchOnLink };
type Deed = keyof typeof ENDPOINTS;

/** Takes the link out of use and back; one person is enough, with a reason. */
export const LinkActions = ({
  link: { id, enabled },
  drained,
}: {
  readonly link: CarrierLink;
  readonly drained: boolean;
}) => {
  const { carriers: t } = useWords();
  const may = useCan('carrier.control');
  const [open, setOpen] = useState<Deed | null>(null);
  const deeds: Deed[] = enabled ? [drained ? 'resume' : 'drain', 'switchOff'] : ['switchOn'];
  const words = open && t.deeds[open];
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
          deed={words.deed}
          danger={open === 'switchOff'}
          run={reason => call(ENDPOINTS[open], { params: { linkId: id }, body: { reason } })}
          onClose={() => setOpen(null)}
        />
      )}
    </Box>
  );
};
