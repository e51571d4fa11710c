export { NoticesBell } from './notices-bell';
