import { createBatch, showCompose } from '@sms111/contracts';
import { call, isProblem, useSession } from '@sms111/web/data';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { forgetAfterSend } from './after-send';
import { dropDraft } from './compose-draft';
import { isRefused } from './refusal';
import { type Question, useSendKey } from './send-key';

interface Sending {
  readonly draftKey: string;
  /** It was accepted: the draft is gone, the page may be left. */
  readonly onSent: (batchId: string, messages: number) => void;
  /** No answer came: it may have been accepted. */
  readonly onUnanswered: () => void;
}

/** Sends what was composed. The same question keeps its key, so that it is accepted once. */
export const useSendBatch = ({ draftKey, onSent, onUnanswered }: Sending) => {
  const client = useQueryClient();
  const { account } = useSession();
  const { keyFor, renew } = useSendKey(draftKey);
  return useMutation({
    mutationFn: (question: Question) => {
      const { name, signatureId, content, recipients, lane } = question;
      return call(createBatch, {
        body: {
          sendKey: keyFor(question),
          signatureId,
          content,
          recipients: [...recipients],
          ...(name === '' ? {} : { name }),
          ...(lane === null ? {} : { lane }),
        },
      });
    },
    onSuccess: ({ batchId, messages }) => {
      dropDraft(account.id);
      void forgetAfterSend(client);
      onSent(batchId, messages);
    },
    onError: error => {
      if (!isRefused(error)) onUnanswered();
      if (isProblem(error, 'idempotency-key-reused')) renew();
      if (
        isProblem(
          error,
          'quota-short',
          'signature-unknown',
          'contract-closed',
          'allocation-missing',
          'lane-not-granted',
        )
      )
        void client.invalidateQueries({ queryKey: [showCompose.id] });
    },
  });
};
