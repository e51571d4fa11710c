import { useEffect, useRef } from 'react';
import { useLocation } from 'react-router';

/** The path whose heading had the focus last; `null` until the first page stands. */
let focusedPath: string | null = null;

/**
 * Moves the focus to the heading of a page that was gone to, so that a screen reader says where one is. Not at the
 * first page: there the reader begins at the top, with the skip link.
 */
export const useHeadingFocus = () => {
  const heading = useRef<HTMLHeadingElement>(null);
  const { pathname } = useLocation();
  useEffect(() => {
    if (focusedPath !== null && focusedPath !== pathname) heading.current?.focus({ preventScroll: true });
    focusedPath = pathname;
  }, [pathname]);
  return heading;
};
