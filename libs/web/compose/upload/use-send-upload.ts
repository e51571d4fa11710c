import { sendUpload, showCompose, showUpload } from '@sms111/contracts';
import { call, isProblem } from '@sms111/web/data';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forgetAfterSend } from '../send/after-send';

interface Order {
  readonly name: string;
  /** Layout A: the typed text; `null` where each row has its own. */
  readonly content: string | null;
  readonly goodRowsOnly: boolean;
}

/** Sends a checked file. The server sends a file once, however often it is asked. */
export const useSendUpload = (uploadId: string, onSent: (batchId: string, messages: number) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, content, goodRowsOnly }: Order) =>
      call(sendUpload, {
        params: { uploadId },
        body: { goodRowsOnly, ...(name === '' ? {} : { name }), ...(content === null ? {} : { content }) },
      }),
    onSuccess: ({ batchId, messages }) => {
      onSent(batchId, messages);
      void client.invalidateQueries({ queryKey: [showUpload.id] });
      void forgetAfterSend(client);
    },
    onError: error => {
      if (isProblem(error, 'upload-already-sent', 'upload-held', 'upload-not-ready'))
        void client.invalidateQueries({ queryKey: [showUpload.id] });
      else if (isProblem(error, 'quota-short', 'contract-closed', 'partial-send-off'))
        void client.invalidateQueries({ queryKey: [showCompose.id] });
    },
  });
};
