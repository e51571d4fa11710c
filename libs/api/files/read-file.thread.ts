import { parentPort, workerData } from 'node:worker_threads';
import { serveReading } from './reading-thread';
import type { TableSource } from './table';

if (!parentPort) throw new Error('this program runs as a thread of another');
await serveReading(parentPort, workerData as TableSource);
