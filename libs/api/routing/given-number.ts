import { problem } from '@sms111/api/platform';
import { normaliseMobile } from '@sms111/domain';

/** A number as a person wrote it, as `0912345678`. Problem: `invalid-request`. */
export const givenMobile = (text: string): string => {
  const verdict = normaliseMobile(text);
  if (!verdict.ok) throw problem('invalid-request', {}, [{ pointer: '/number', code: verdict.code }]);
  return verdict.mobile;
};
