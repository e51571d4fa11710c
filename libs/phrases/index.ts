export * from './code-words';
export * from './codes';
export * from './format';
export * from './kinds';
export * from './notice-words';
export * from './problem-words';
export * from './words';
export type { Words } from './zh-TW';
