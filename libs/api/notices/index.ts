export * from './mail-delivery.module';
export * from './notice-words';
export * from './notices';
export * from './notices.module';
export * from './outbox-delivery';
export { ForgetNotices } from './forget-notices';
export { NoticeEndModule } from './notice-end.module';
