export { SessionsPage } from './sessions/sessions-page';
export { SignInPage } from './sign-in/sign-in-page';
export { AccountMenu } from './time/account-menu';
export { SessionWatch } from './time/session-watch';
