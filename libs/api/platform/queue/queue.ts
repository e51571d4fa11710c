import { BullModule, getQueueToken, InjectQueue, OnQueueError, Process, Processor } from '@nestjs/bull';
import type { DynamicModule } from '@nestjs/common';
import type { Job, JobOptions, Queue } from 'bull';
import { Config } from '../config/config';

export { getQueueToken, InjectQueue, OnQueueError, Process, Processor };
export type { Job, Queue };

/** A job only wakes: PostgreSQL decides. So nothing of it is worth keeping, and none is tried again. */
export const WAKE: JobOptions = { removeOnComplete: true, removeOnFail: true, attempts: 1 };

const connectionOf = (url: string) => {
  const { hostname, port, username, password, pathname, protocol } = new URL(url);
  return {
    host: hostname,
    port: Number(port || 6379),
    ...(username && { username: decodeURIComponent(username) }),
    ...(password && { password: decodeURIComponent(password) }),
    ...(pathname.length > 1 && { db: Number(pathname.slice(1)) }),
    ...(protocol === 'rediss:' && { tls: {} }),
    // Bull waits for Redis to return instead of failing the caller.
    maxRetriesPerRequest: null,
    enableReadyCheck: false,
    retryStrategy: (tries: number) => Math.min(tries * 100, 2000),
  };
};

/** The connection of all queues of a process. */
export const queueRoot = (): DynamicModule =>
  BullModule.forRootAsync({
    inject: [Config],
    useFactory: (config: Config) => ({
      redis: connectionOf(config.get('REDIS_URL')),
      prefix: config.get('QUEUE_PREFIX'),
      defaultJobOptions: WAKE,
      settings: { stalledInterval: 5_000, maxStalledCount: 1 },
    }),
  });

/** Registers queues by name in a module. */
export const queues = (...names: string[]): DynamicModule =>
  BullModule.registerQueue(...names.map(name => ({ name })));
