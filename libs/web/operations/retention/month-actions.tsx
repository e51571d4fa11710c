import Box from '@mui/material/Box';
import { approveDestruction, proposeDestruction, withdrawDestruction } from '@sms111/contracts';
import { formatCount } from '@sms111/phrases';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, PermissionButton } from '@sms111/web/ui';
import { useState } from 'react';
import { monthName } from './month-name';
import type { RetainedMonth } from './retention-query';
import { useDeed } from './use-deed';

type Asking = 'propose' | 'approve' | 'withdraw';

const STOPPABLE = ['proposed', 'approved', 'logged'];
const isStoppable = ({ destruction }: RetainedMonth): boolean =>
  destruction !== null && STOPPABLE.includes(destruction.step);

/** Whether there is anything to do about a month now. */
export const hasActions = (month: RetainedMonth): boolean => month.state === 'due' || isStoppable(month);

/** Proposing, approving and withdrawing a destruction, each after a second look. */
export const MonthActions = ({ month, may }: { readonly month: RetainedMonth; readonly may: boolean }) => {
  const w = useWords();
  const t = w.retention;
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = () => setAsking(null);
  const { destruction } = month;
  const params = { destructionId: destruction?.id ?? '' };
  const deeds = {
    propose: useDeed(() => call(proposeDestruction, { params: { month: month.month } }), t.proposed, done),
    approve: useDeed(() => call(approveDestruction, { params }), t.approved, done),
    withdraw: useDeed(() => call(withdrawDestruction, { params }), t.withdrawn, done),
  };
  const ask = (deed: Asking) => {
    deeds[deed].reset();
    setAsking(deed);
  };
  const name = monthName(month.month, w);
  const messages = formatCount(month.messages);
  const said = {
    propose: {
      title: t.proposeTitle(name),
      text: t.proposeText(messages),
      deed: t.propose,
    },
    approve: {
      title: t.approveTitle(name),
      text: t.approveText(messages, destruction?.proposedBy ?? t.byPolicy),
      deed: t.approve,
    },
    withdraw: { title: t.withdrawTitle(name), text: t.withdrawText, deed: t.withdrawDeed },
  };
  const button = {
    size: 'small',
    variant: 'outlined',
    allowed: may,
    deniedReason: w.ui.noPermission,
  } as const;
  return (
    <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, justifyContent: 'flex-end' }}>
      {month.state === 'due' && (
        <PermissionButton {...button} color="error" onClick={() => ask('propose')}>
          {t.propose}
        </PermissionButton>
      )}
      {destruction?.step === 'proposed' && (
        <PermissionButton
          {...button}
          color="error"
          disabledReason={destruction.mine ? t.approveMine : null}
          onClick={() => ask('approve')}
        >
          {t.approve}
        </PermissionButton>
      )}
      {isStoppable(month) && (
        <PermissionButton {...button} color="inherit" onClick={() => ask('withdraw')}>
          {t.withdraw}
        </PermissionButton>
      )}
      {asking && (
        <ConfirmDialog
          open
          danger={asking !== 'withdraw'}
          title={said[asking].title}
          deed={said[asking].deed}
          working={deeds[asking].isPending}
          error={deeds[asking].error}
          onConfirm={() => deeds[asking].mutate()}
          onClose={done}
        >
          {said[asking].text}
          {asking === 'propose' && month.held.length > 0 && <p>{t.proposeSpared(month.held.join('、'))}</p>}
        </ConfirmDialog>
      )}
    </Box>
  );
};
