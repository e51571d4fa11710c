export { AccountMenu } from './time/account-menu';
export { SessionWatch } from './time/session-watch';

/** The pages are fetched when they are gone to; what the shell shows is there from the start. */
export const loadSignInPage = async () => (await import('./sign-in/sign-in-page')).SignInPage;
export const loadSessionsPage = async () => (await import('./sessions/sessions-page')).SessionsPage;
