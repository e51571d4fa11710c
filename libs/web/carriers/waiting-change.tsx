import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { approveChange, rejectChange, withdrawChange } from '@sms111/contracts';
import { call, useCan, useWords } from '@sms111/web/data';
import { ConfirmDialog, PermissionButton, Section, Time } from '@sms111/web/ui';
import { useState } from 'react';
import { ChangeTable } from './change-table';
import type { LinkChange } from './links-query';
import { ReasonDialog } from './reason-dialog';
import { useDeed } from './use-deed';

type Open = 'approve' | 'reject' | 'withdraw';

/** A proposed change, for another person to decide about; whoever proposed it can only withdraw it. */
export const WaitingChange = ({ change }: { readonly change: LinkChange }) => {
  const { changes: t, notAllowed } = useWords().carriers;
  const may = useCan('carrier.configure');
  const [open, setOpen] = useState<Open | null>(null);
  const params = { changeId: change.id };
  const close = () => setOpen(null);
  const approve = useDeed(() => call(approveChange, { params }), t.approved, close);
  const withdraw = useDeed(() => call(withdrawChange, { params }), t.withdrawn, close);
  const shared = { allowed: may, deniedReason: notAllowed, size: 'small' as const };
  const own = change.isMine ? t.own : null;
  return (
    <Section
      title={`${t.waitingTitle}：${t.kinds[change.kind]} ${change.linkId ?? ''}`}
      lead={
        <>
          {t.proposedBy(change.proposedBy)} <Time at={change.proposedAt} withRelative /> ·{' '}
          {t.reason(change.reason)}
        </>
      }
      flush
    >
      <ChangeTable change={change} />
      {/* Said in words, too: a telephone shows no hint over a button that cannot be pressed. */}
      {own && <Typography sx={{ px: 2, pt: 2, fontSize: '0.875rem' }}>{own}</Typography>}
      <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, p: 2 }}>
        <PermissionButton
          {...shared}
          variant="contained"
          disabledReason={own}
          onClick={() => setOpen('approve')}
        >
          {t.approve}
        </PermissionButton>
        <PermissionButton
          {...shared}
          variant="outlined"
          disabledReason={own}
          onClick={() => setOpen('reject')}
        >
          {t.reject}
        </PermissionButton>
        {change.isMine && (
          <PermissionButton {...shared} variant="outlined" onClick={() => setOpen('withdraw')}>
            {t.withdraw}
          </PermissionButton>
        )}
      </Box>
      {open === 'approve' && (
        <ConfirmDialog
          open
          title={t.approveTitle}
          deed={t.approve}
          working={approve.isPending}
          error={approve.error}
          onConfirm={() => approve.mutate(undefined)}
          onClose={close}
        >
          {t.approveText}
        </ConfirmDialog>
      )}
      {open === 'reject' && (
        <ReasonDialog
          title={t.rejectTitle}
          text={t.proposedBy(change.proposedBy)}
          deed={t.reject}
          done={t.rejected}
          run={note => call(rejectChange, { params, body: { note } })}
          onClose={close}
        />
      )}
      {open === 'withdraw' && (
        <ConfirmDialog
          open
          title={t.withdrawTitle}
          deed={t.withdraw}
          working={withdraw.isPending}
          error={withdraw.error}
          onConfirm={() => withdraw.mutate(undefined)}
          onClose={close}
        >
          {t.withdrawText}
        </ConfirmDialog>
      )}
    </Section>
  );
};
