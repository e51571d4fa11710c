import Button from '@mui/material/Button';
import { discardUpload, downloadCorrections, listUploads, showUpload } from '@sms111/contracts';
import { call, describeError, download, useWords } from '@sms111/web/data';
import { ConfirmDialog, DeedButton, DownloadIcon, TrashIcon, UploadIcon, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { Link, useNavigate } from 'react-router';

/** 下載退回明細（修正後可重新上傳）. */
export const CorrectionsButton = ({ uploadId }: { uploadId: string }) => {
  const words = useWords();
  const tell = useToast();
  const { upload } = words.compose;
  const fetching = useMutation({
    mutationFn: () => download(downloadCorrections, { params: { uploadId } }),
    onError: error => tell(describeError(error, words).text, 'bad'),
  });
  return (
    <DeedButton
      variant="contained"
      startIcon={<DownloadIcon />}
      working={fetching.isPending}
      onClick={() => fetching.mutate()}
      sx={{ whiteSpace: 'normal' }}
    >
      {`${upload.corrections}（${upload.correctionsHint}）`}
    </DeedButton>
  );
};

/** 重新上傳: back to where a file is chosen; this one stays until it is deleted. */
export const AgainButton = () => {
  const { upload } = useWords().compose;
  return (
    <Button component={Link} to="/uploads" variant="outlined" startIcon={<UploadIcon />}>
      {upload.again}
    </Button>
  );
};

/** Deletes the file and all that was read of it. */
export const DiscardButton = ({ uploadId }: { uploadId: string }) => {
  const { upload } = useWords().compose;
  const client = useQueryClient();
  const navigate = useNavigate();
  const tell = useToast();
  const [asking, setAsking] = useState(false);
  const discard = useMutation({
    mutationFn: () => call(discardUpload, { params: { uploadId } }),
    onSuccess: () => {
      tell(upload.discarded);
      void navigate('/uploads');
      client.removeQueries({ queryKey: [showUpload.id, { params: { uploadId } }] });
      void client.invalidateQueries({ queryKey: [listUploads.id] });
    },
  });
  return (
    <>
      <Button color="inherit" startIcon={<TrashIcon />} onClick={() => setAsking(true)}>
        {upload.discard}
      </Button>
      <ConfirmDialog
        open={asking}
        danger
        title={upload.discardTitle}
        deed={upload.discard}
        working={discard.isPending}
        error={discard.error}
        onConfirm={() => discard.mutate()}
        onClose={() => setAsking(false)}
      >
        {upload.discardText}
      </ConfirmDialog>
    </>
  );
};
