export { Allow } from './frame/allow';
export { PublicFrame } from './frame/public-frame';
export { SessionGate } from './frame/session-gate';
export { Shell } from './frame/shell';
export type { NavGroup, NavPage } from './navigation/nav';
export { CrashPage } from './pages/crash-page';
export { NotFoundPage } from './pages/not-found-page';
export { PrivacyPage } from './pages/privacy-page';
export { SitemapPage } from './pages/sitemap-page';
