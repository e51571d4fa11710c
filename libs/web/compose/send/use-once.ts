import { useRef } from 'react';

/**
 * Runs one deed at a time: a second click before the first has ended does nothing, even one that comes before React
 * has locked the button.
 */
export const useOnce = (deed: () => Promise<unknown>): (() => void) => {
  const running = useRef(false);
  return () => {
    if (running.current) return;
    running.current = true;
    void deed()
      .catch(() => undefined)
      .finally(() => {
        running.current = false;
      });
  };
};
