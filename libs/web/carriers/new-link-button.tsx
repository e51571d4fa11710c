import { networkName } from '@sms111/phrases';
import { useCan, useLanguage, useWords } from '@sms111/web/data';
import { AddIcon, PermissionButton } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { linkQuery, type CarrierOnBoard } from './links-query';
import { NewLinkDialog } from './new-link-dialog';

interface NewLinkButtonProps {
  readonly carrier: CarrierOnBoard['carrier'];
  /** The first link to the carrier. */
  readonly likeId: string;
}

/** Opens the proposal of another link, filled in like the carrier's first one. */
export const NewLinkButton = ({ carrier, likeId }: NewLinkButtonProps) => {
  const { settings: t, notAllowed } = useWords().carriers;
  const may = useCan('carrier.configure');
  const name = networkName(carrier, useLanguage());
  const [open, setOpen] = useState(false);
  const like = useQuery({ ...linkQuery(likeId), enabled: open });
  return (
    <>
      <PermissionButton
        allowed={may}
        deniedReason={notAllowed}
        size="small"
        variant="outlined"
        startIcon={<AddIcon />}
        aria-label={`${t.add} ${name}`}
        working={open && like.isPending}
        onClick={() => {
          setOpen(true);
          if (like.isError) void like.refetch();
        }}
      >
        {t.add}
      </PermissionButton>
      {open && like.data && (
        <NewLinkDialog
          title={t.addTitle(name)}
          carrier={carrier}
          like={{ id: likeId, settings: like.data.settings }}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  );
};
