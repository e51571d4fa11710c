import { useColorScheme } from '@mui/material/styles';

export type SchemeChoice = 'light' | 'dark' | 'system';

/** Which scheme the person chose, and how to choose another; kept in this browser. */
export const useScheme = (): { choice: SchemeChoice; choose: (choice: SchemeChoice) => void } => {
  const { mode, setMode } = useColorScheme();
  return { choice: mode ?? 'system', choose: setMode };
};
