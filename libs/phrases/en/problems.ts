import type { ProblemCode } from '@sms111/contracts';
import { formatBytes, formatInstant } from '../format';
import { minutesOf, shown, type ProblemPhrase } from '../problem-phrase';
import { retention } from './retention';

const NOT_DUE: Readonly<Record<string, string>> = retention.blocker;

const wait = (seconds: Parameters<typeof minutesOf>[0]): string => {
  const minutes = minutesOf(seconds);
  return minutes === null ? 'Please try again later.' : `Please try again in ${minutes} min.`;
};

export const problems: Record<ProblemCode, ProblemPhrase> = {
  'invalid-request': {
    title: 'Something was filled in wrongly',
    detail: () => 'Correct the marked fields and send again.',
  },
  'malformed-body': {
    title: 'The body cannot be read',
    detail: () => 'It must be JSON in UTF-8. Check it and send again.',
  },
  'body-too-large': {
    title: 'File or body too large',
    detail: ({ maximum }) =>
      typeof maximum === 'number'
        ? `The limit is ${formatBytes(maximum)}; send it in smaller files or batches.`
        : 'Send it in smaller files or batches.',
  },
  'unsupported-media-type': {
    title: 'Media type not supported',
    detail: () => 'Send application/json in UTF-8; for files use the upload.',
  },
  'not-signed-in': {
    title: 'Not signed in, or signed out by time',
    detail: () => 'Please sign in again to go on.',
  },
  'sign-in-failed': {
    title: 'Could not sign in',
    detail: () => 'Account or password is wrong. Please check and try again.',
  },
  'code-wrong': {
    title: 'Wrong code',
    detail: ({ restart }) =>
      restart
        ? 'Too many wrong codes. Please enter account and password again.'
        : 'The code is wrong. Please check and enter it again.',
  },
  'code-expired': {
    title: 'Code expired',
    detail: ({ restart }) =>
      restart === false
        ? 'The code has expired. Please have a new one sent.'
        : 'The code has expired. Enter account and password again to get a new one.',
  },
  'too-many-attempts': {
    title: 'Too many attempts',
    detail: ({ seconds }) => `Signing in is paused to protect the account. ${wait(seconds)}`,
  },
  'csrf-token-wrong': {
    title: 'This page is out of date',
    detail: () => 'Reload the page and do it once more.',
  },
  'address-not-allowed': {
    title: 'Your network address is not on the allow-list',
    detail: ({ address }) =>
      `${shown(address) ? `It is ${shown(address)}. ` : ''}Connect from your agency’s network, or ask your group manager to apply for it.`,
  },
  'api-key-wrong': {
    title: 'API key not valid',
    detail: () => 'The Authorization header must be “Bearer <key>”, with a key that is not revoked.',
  },
  'wrong-door': {
    title: 'Wrong kind of account',
    detail: () => 'API accounts cannot use the web, nor web accounts the API. Use the right account.',
  },
  'permission-missing': {
    title: 'Your account may not do this',
    detail: () => 'If you need it, ask your group manager.',
  },
  'not-found': {
    title: 'Not found',
    detail: () => 'It may be deleted, past its retention, or not belong to your unit.',
  },
  'not-acceptable-content': {
    title: 'The text does not conform',
    detail: () => 'Correct what is marked and send again. Nothing was sent.',
  },
  'signature-unknown': {
    title: 'Signature not found',
    detail: () => 'It may have changed. Choose the name again.',
  },
  'no-recipients': {
    title: 'Nobody to send to',
    detail: () => 'Enter at least one Taiwanese mobile number.',
  },
  'recipients-returned': {
    title: 'Some numbers need correction',
    detail: ({ returned }) =>
      `${shown(returned) ? `${shown(returned)} numbers do not conform. ` : ''}Correct or delete them and send again. Nothing was sent.`,
  },
  'too-many-recipients': {
    title: 'Too many numbers',
    detail: ({ limit }) =>
      shown(limit)
        ? `At most ${shown(limit)} at a time; use the file upload.`
        : 'Please use the file upload.',
  },
  'upload-not-ready': {
    title: 'The file is still being checked',
    detail: () => 'You can go on once it is done.',
  },
  'upload-held': {
    title: 'The file has returned rows',
    detail: ({ returned }) =>
      `${shown(returned) ? `${shown(returned)} rows need correction. ` : ''}Download the returned rows, correct them and upload again.`,
  },
  'upload-already-sent': {
    title: 'This list has been sent',
    detail: () => 'See “Batches”; there is no need to send it again.',
  },
  'partial-send-off': {
    title: 'Sending only the good rows is not allowed',
    detail: () => 'By the present rules the whole list must be corrected first.',
  },
  'file-returned': {
    title: 'File returned',
    detail: () => 'Correct the file as explained and upload it again.',
  },
  'batch-refused': {
    title: 'The whole batch was refused',
    detail: () =>
      'All or nothing was asked, and some items do not conform. Correct them and send again. Nothing was sent.',
  },
  'message-returned': {
    title: 'The message was returned',
    detail: () => 'It does not conform and was not sent. Correct what is marked and send it again.',
  },
  'quota-short': {
    title: 'Not enough quota',
    detail: ({ needed, remaining }) =>
      `${
        shown(needed) && shown(remaining)
          ? `This needs ${shown(needed)} segments; ${shown(remaining)} are left. `
          : ''
      }Send to fewer recipients, or ask your group manager for more quota.`,
  },
  'allocation-missing': {
    title: 'No quota yet',
    detail: () => 'Your account has no quota. Ask your group manager.',
  },
  'contract-closed': {
    title: 'Outside the contract period',
    detail: () => 'The joint contract is not in force now. Ask your agency’s contact.',
  },
  'lane-not-granted': {
    title: 'No right to this lane',
    detail: ({ lane }) =>
      `This account may not use the lane “${String(lane)}”; nothing was accepted. Use notice or bulk, or apply at the service desk.`,
  },
  'agency-suspended': {
    title: 'Agency suspended',
    detail: ({ since, reason }) =>
      `Your agency’s use has been suspended${typeof since === 'string' ? ` since ${formatInstant(since)}` : ''}; nothing was accepted.${reason === undefined ? '' : ` Reason: ${String(reason)}.`} Ask the service desk.`,
  },
  'nothing-in-doubt': {
    title: 'Nothing is in doubt',
    detail: () =>
      'An answer or a receipt may just have come, or somebody decided before you. Reload and look again.',
  },
  'doubt-changed': {
    title: 'The number of messages in doubt has changed',
    detail: ({ messages }) =>
      `The filter takes in ${shown(messages) ?? 'another number of'} messages now. Check the number and send again.`,
  },
  'doubt-too-large': {
    title: 'Too many at once',
    detail: ({ maximum }) =>
      `At most ${shown(maximum) ?? '5000'} messages at once: narrow it by carrier, link, batch or time.`,
  },
  'second-person-needed': {
    title: 'A second administrator decides',
    detail: () =>
      'Nobody approves their own proposal; it can only be withdrawn. Those of others are approved or rejected.',
  },
  'state-conflict': {
    title: 'Not possible in its present state',
    detail: ({ living }) =>
      shown(living)
        ? `The account is disabled, or has ${shown(living)} keys in use. Revoke those that are no longer needed.`
        : 'It may have changed meanwhile. Reload and look at the present state.',
  },
  'test-sender-missing': {
    title: 'No sender for test messages yet',
    detail: () => 'Test messages never go out from 111. Propose a test sender for this carrier first.',
  },
  'month-not-due': {
    title: 'This month cannot be destroyed yet',
    detail: ({ blocker }) =>
      `${NOT_DUE[String(blocker)] ?? 'Something keeps it'}. Reload the page and look at its date and its holds.`,
  },
  'client-ref-taken': {
    title: 'clientRef already used',
    detail: () => 'The same clientRef was used with another content. Use a new one for a new message.',
  },
  'idempotency-key-reused': {
    title: 'Idempotency-Key used again',
    detail: () => 'The same key was used for another body within 24 hours. Use a new key.',
  },
  'idempotency-in-progress': {
    title: 'The same request is running',
    detail: () => 'The first one has not finished. Ask again later with the same key.',
  },
  'rate-limited': { title: 'Too many requests', detail: ({ seconds }) => wait(seconds) },
  unavailable: {
    title: 'Temporarily unavailable',
    detail: () => 'The system is busy; try again shortly. Messages already accepted are not affected.',
  },
  internal: {
    title: 'Something went wrong',
    detail: () => 'Try again later. If it persists, tell the service desk the trace ID.',
  },
};
