import type { Pools } from '../db/db';
import type { Metrics } from './metrics';

/** Shows how the connections of this process are used. Waiters that stay mean a pool that is too small, or a slow database. */
export const watchPool = (metrics: Metrics, pools: Pools): void => {
  const connections = metrics.gauge('sms111_db_connections', 'Connections to the database, by pool and use', [
    'pool',
    'use',
  ]);
  const waiting = metrics.gauge('sms111_db_waiting', 'Who waits for a connection, by pool', ['pool']);
  metrics.onLook(() => {
    for (const [pool, { totalCount, idleCount, waitingCount }] of Object.entries<Pools[keyof Pools]>({
      ...pools,
    })) {
      connections.set({ pool, use: 'busy' }, totalCount - idleCount);
      connections.set({ pool, use: 'idle' }, idleCount);
      waiting.set({ pool }, waitingCount);
    }
  });
};
