import { sendUpload, showCompose, showUpload } from '@sms111/contracts';
import type { Lane } from '@sms111/domain';
import { call, isProblem } from '@sms111/web/data';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forgetAfterSend } from '../send/after-send';

interface Order {
  readonly name: string;
  /** Layout A: the typed text; `null` where each row has its own. */
  readonly content: string | null;
  readonly goodRowsOnly: boolean;
  readonly lane: Lane | null;
}

/** Sends a checked file. The server sends a file once, however often it is asked. */
export const useSendUpload = (uploadId: string, onSent: (batchId: string, messages: number) => void) => {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ name, content, goodRowsOnly, lane }: Order) =>
      call(sendUpload, {
        params: { uploadId },
        body: {
          goodRowsOnly,
          ...(name === '' ? {} : { name }),
          ...(content === null ? {} : { content }),
          ...(lane === null ? {} : { lane }),
        },
      }),
    onSuccess: ({ batchId, messages }) => {
      onSent(batchId, messages);
      void client.invalidateQueries({ queryKey: [showUpload.id] });
      void forgetAfterSend(client);
    },
    onError: error => {
      if (isProblem(error, 'upload-already-sent', 'upload-held', 'upload-not-ready'))
        void client.invalidateQueries({ queryKey: [showUpload.id] });
      else if (isProblem(error, 'quota-short', 'contract-closed', 'partial-send-off', 'lane-not-granted'))
        void client.invalidateQueries({ queryKey: [showCompose.id] });
    },
  });
};
