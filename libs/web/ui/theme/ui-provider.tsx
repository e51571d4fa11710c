import CssBaseline from '@mui/material/CssBaseline';
import GlobalStyles from '@mui/material/GlobalStyles';
import { ThemeProvider } from '@mui/material/styles';
import { createContext, use, type ReactNode } from 'react';
import { DARK, LIGHT } from './scheme';
import { theme } from './theme';
import { variablesOf } from './variables';

/** An error as a person reads it. */
export interface ErrorText {
  readonly title: string;
  readonly text: string;
  readonly note?: string;
}

/** The words that components need besides those passed to them; given by the product. */
export interface UiWords {
  /** Stands behind each page's title in the browser's tab. */
  readonly product: string;
  readonly language: 'zh-TW' | 'en';
  readonly loading: string;
  readonly retry: string;
  readonly nextPage: string;
  readonly firstPage: string;
  readonly rowCount: (count: string) => string;
  readonly tableHint: string;
  readonly copy: string;
  readonly copied: string;
  readonly copyFailed: string;
  readonly close: string;
  readonly cancel: string;
  readonly working: string;
  readonly dismiss: string;
  readonly filterBy: (name: string) => string;
  readonly filtered: (name: string) => string;
  readonly breadcrumbs: string;
  readonly chooseFile: string;
  readonly dropHere: string;
  readonly dropNow: string;
  readonly fileTooLarge: (limit: string) => string;
  readonly fileWrongKind: (kinds: string) => string;
  readonly showPassword: string;
  readonly hidePassword: string;
  readonly describeError: (error: unknown) => ErrorText;
}

const WordsContext = createContext<UiWords | null>(null);

/** The words of the components. */
export const useUiWords = (): UiWords => {
  const words = use(WordsContext);
  if (!words) throw new Error('components of web/ui need a UiProvider around them');
  return words;
};

const variables = {
  ':root': { colorScheme: 'light', ...variablesOf(LIGHT) },
  ':root[data-scheme="dark"]': { colorScheme: 'dark', ...variablesOf(DARK) },
};

/**
 * Theme, base styles and words for everything below. Another scheme is there at once: colours that are inherited would go over
 * level by level, for seconds on a long table.
 */
export const UiProvider = ({ words, children }: { words: UiWords; children: ReactNode }) => (
  <ThemeProvider theme={theme} defaultMode="system" disableTransitionOnChange>
    <CssBaseline />
    <GlobalStyles styles={variables} />
    <WordsContext value={words}>{children}</WordsContext>
  </ThemeProvider>
);
