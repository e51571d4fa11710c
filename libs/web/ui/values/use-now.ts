import { useCallback, useSyncExternalStore } from 'react';

/** The time, in steps of `stepMs`: whoever shows it renders again only when a step is over. */
export const useNow = (stepMs: number): number => {
  const subscribe = useCallback(
    (tick: () => void) => {
      const timer = setInterval(tick, Math.min(stepMs, 1000));
      return () => clearInterval(timer);
    },
    [stepMs],
  );
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / stepMs) * stepMs);
};
