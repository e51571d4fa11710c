import { z } from 'zod';

/**
 * What is kept of an unsent form in this browser tab. No recipient: numbers are personal data and stay in memory.
 * `sendKey` names the deed, so that the same deed asked for twice is done once.
 */
const draftShape = z.object({
  sendKey: z.uuid(),
  name: z.string(),
  signatureId: z.string(),
  body: z.string(),
  /** It was sent and no answer came: it may have been accepted. */
  unanswered: z.boolean(),
});
export type ComposeDraft = z.output<typeof draftShape>;

/** Accounts that share a browser do not see each other's drafts. */
const keyOf = (accountId: string): string => `sms111.compose.${accountId}`;

/** The draft of an account, or `null`. A browser that forbids storage has none. */
export const readDraft = (accountId: string): ComposeDraft | null => {
  try {
    const kept = sessionStorage.getItem(keyOf(accountId));
    return kept === null ? null : (draftShape.safeParse(JSON.parse(kept)).data ?? null);
  } catch {
    return null;
  }
};

export const keepDraft = (accountId: string, draft: ComposeDraft): void => {
  try {
    sessionStorage.setItem(keyOf(accountId), JSON.stringify(draft));
  } catch {
    // Storage is full or forbidden: the form goes on without a draft.
  }
};

/** Changes a part of what is kept; nothing where there is no draft. */
export const amendDraft = (accountId: string, part: Partial<ComposeDraft>): void => {
  const kept = readDraft(accountId);
  if (kept) keepDraft(accountId, { ...kept, ...part });
};

export const dropDraft = (accountId: string): void => {
  try {
    sessionStorage.removeItem(keyOf(accountId));
  } catch {
    // Nothing was kept.
  }
};
