import { networkName } from '@sms111/phrases';
import { useCan, useLanguage, useWords } from '@sms111/web/data';
import { AddIcon, PermissionButton } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { FIRST_SETTINGS } from './first-settings';
import { linkQuery, type CarrierOnBoard } from './links-query';
import { NewLinkDialog } from './new-link-dialog';
import { UnreadLinkDialog } from './unread-link-dialog';

interface NewLinkButtonProps {
  readonly carrier: CarrierOnBoard['carrier'];
  /** The first link to the carrier, where there is one. */
  readonly likeId: string | undefined;
}

/** Opens the proposal of another link, filled in like the carrier's first one. */
export const NewLinkButton = ({ carrier, likeId }: NewLinkButtonProps) => {
  const { settings: t, notAllowed } = useWords().carriers;
  const may = useCan('carrier.configure');
  const name = networkName(carrier, useLanguage());
  const [open, setOpen] = useState(false);
  const isLike = likeId !== undefined;
  const like = useQuery({ ...linkQuery(likeId ?? ''), enabled: open && isLike });
  const settings = isLike ? like.data?.settings : FIRST_SETTINGS;
  const close = () => setOpen(false);
  return (
    <>
      <PermissionButton
        allowed={may}
        deniedReason={notAllowed}
        size="small"
        variant="outlined"
        startIcon={<AddIcon />}
        aria-label={`${t.add} ${name}`}
        working={open && isLike && like.isPending}
        onClick={() => setOpen(true)}
      >
        {t.add}
      </PermissionButton>
      {open && settings && (
        <NewLinkDialog title={t.addTitle(name)} carrier={carrier} settings={settings} onClose={close} />
      )}
      {open && !settings && like.error && (
        <UnreadLinkDialog title={t.addTitle(name)} query={like} onClose={close} />
      )}
    </>
  );
};
