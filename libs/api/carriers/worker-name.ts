import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';

/** This process among the workers; a new process is a new worker, so that nothing of a dead one passes as its own. */
export const WORKER = `${hostname().slice(0, 24)}-${process.pid}-${randomBytes(3).toString('hex')}`;
