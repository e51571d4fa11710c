export * from './correction-columns';
export * from './file-fault';
export * from './files.module';
export * from './limits';
export { readTable } from './read-table';
export { readInThread } from './read-in-thread';
export * from './table';
export * from './table-reader';
