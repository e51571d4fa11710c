/** Where to go after signing in: a place of ours, or home. Never another site (`//host`, `/\host`). */
export const placeAfterSignIn = (to: string | null): string =>
  to && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/';
