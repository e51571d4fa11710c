import { type ContentVerdict, judgeContent } from '@sms111/domain';
import { useMemo } from 'react';
import type { Signature } from './content/signature-line';

/** The judgement of a typed text, by the very rules of the server (FMT-1 … FMT-12). */
export const useVerdict = (
  channel: 'web' | 'file',
  signatures: readonly Signature[],
  signatureId: string,
  body: string,
): ContentVerdict =>
  useMemo(
    () =>
      judgeContent({
        channel,
        signature: signatures.find(({ id }) => id === signatureId)?.name ?? '',
        names: signatures.map(({ name }) => name),
        input: body,
      }),
    [channel, signatures, signatureId, body],
  );
