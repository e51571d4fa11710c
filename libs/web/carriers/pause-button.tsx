import { pauseCarrier, resumeCarrier } from '@sms111/contracts';
import { networkName } from '@sms111/phrases';
import { call, useCan, useLanguage, useWords } from '@sms111/web/data';
import { PermissionButton } from '@sms111/web/ui';
import { useState } from 'react';
import type { CarrierOnBoard } from './links-query';
import { ReasonDialog } from './reason-dialog';

/** Stops a carrier at once, or lets it go on. */
export const PauseButton = ({ carrier: { carrier, paused } }: { readonly carrier: CarrierOnBoard }) => {
  const { carriers: t } = useWords();
  const may = useCan('carrier.control');
  const name = networkName(carrier, useLanguage());
  const [open, setOpen] = useState(false);
  const words = paused ? t.deeds.resumeCarrier : t.deeds.pause;
  const endpoint = paused ? resumeCarrier : pauseCarrier;
  return (
    <>
      <PermissionButton
        allowed={may}
        deniedReason={t.notAllowed}
        size="small"
        variant="outlined"
        color={paused ? 'primary' : 'error'}
        aria-label={`${words.button} ${name}`}
        onClick={() => setOpen(true)}
      >
        {words.button}
      </PermissionButton>
      {open && (
        <ReasonDialog
          title={words.title(name)}
          text={words.text}
          deed={words.deed}
          danger={!paused}
          run={reason => call(endpoint, { params: { carrier }, body: { reason } })}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};
