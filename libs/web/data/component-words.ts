import { useMemo } from 'react';
import { describeError, type ErrorInWords } from './describe-error';
import { useLanguage, useWords } from './language';

/** What `UiProvider` of web/ui asks for, in the person's language. */
export const useComponentWords = () => {
  const language = useLanguage();
  const words = useWords();
  return useMemo(
    () => ({
      ...words.ui,
      product: words.common.product,
      language,
      describeError: (error: unknown): ErrorInWords => describeError(error, words),
    }),
    [language, words],
  );
};
