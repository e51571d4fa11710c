export { call, type CallOptions } from './call';
export { useComponentWords } from './component-words';
export { connection, serverNow } from './connection';
export { describeError, type ErrorInWords } from './describe-error';
export { download } from './download';
export { restoreLanguage, setLanguage, useLanguage, useWords } from './language';
export { linkStanding, type LinkStanding } from './link-standing';
export { faultAt, isProblem, ProblemError, UnexpectedAnswer, UnreachableError } from './problem-error';
export { makeQueryClient } from './query-client';
export { queryOf } from './query-of';
export {
  closeSession,
  openSession,
  SessionProvider,
  sessionQuery,
  useCan,
  useCanAny,
  useExtendSession,
  useMaybeSession,
  useSession,
  useSignOut,
  type Session,
} from './session';
export { TONES } from './tones';
export { upload, type UploadOptions } from './upload';
export { useHomeCrumb } from './use-home-crumb';
export { useContractForm } from './use-contract-form';
