export * from './carriers.module';
export * from './carriers.views';
export * from './dispatcher';
export * from './link-keeper';
export * from './link-register';
export * from './sweep';
export { SENDER } from './segment-pdus';
