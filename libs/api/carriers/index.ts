export { AskForReceipts } from './ask-for-receipts';
export * from './carriers.module';
export * from './carriers.views';
export * from './dispatcher';
export * from './link-keeper';
export * from './link-register';
export * from './sweep';
export { SENDER } from './submit-claim';
