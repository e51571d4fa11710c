import { useRef } from 'react';

/**
 * Does a deed once: a second click does nothing, neither one that comes before React has locked the button nor one
 * that comes after success, before the page has changed. Only a failure lets it be tried again.
 */
export const useOnce = (deed: () => Promise<unknown>): (() => void) => {
  const done = useRef(false);
  return () => {
    if (done.current) return;
    done.current = true;
    deed().catch(() => {
      done.current = false;
    });
  };
};
