import { useSession } from '@sms111/web/data';
import { useEffect, useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import type { ComposeFields } from '../compose-fields';
import { type ComposeDraft, dropDraft, keepDraft, readDraft } from './compose-draft';

interface Draft {
  /** What was found when the page was opened; `null` when nothing was. */
  readonly found: ComposeDraft | null;
  /** Names this form's deed, also after a reload: the same deed asked for again is done once. */
  readonly sendKey: string;
}

/** The draft of this account as it was when the page was opened. */
export const useFoundDraft = (): Draft => {
  const { account } = useSession();
  const [draft] = useState<Draft>(() => {
    const found = readDraft(account.id);
    const worthIt = found !== null && (found.body.trim() !== '' || found.name !== '' || found.unanswered);
    return {
      found: worthIt ? found : null,
      sendKey: found?.sendKey ?? crypto.randomUUID(),
    };
  });
  return draft;
};

/** Keeps the form's draft as one types; never the recipients. */
export const useKeepDraft = (form: UseFormReturn<ComposeFields>, sendKey: string): void => {
  const { account } = useSession();
  useEffect(
    () =>
      form.subscribe({
        formState: { values: true },
        callback: ({ values: { name, signatureId, body } }) => {
          const unanswered = readDraft(account.id)?.unanswered ?? false;
          if (body === '' && name === '' && !unanswered) dropDraft(account.id);
          else keepDraft(account.id, { sendKey, name, signatureId, body, unanswered });
        },
      }),
    [form, account.id, sendKey],
  );
};
