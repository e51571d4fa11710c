import { ROOT } from '../places.mjs';
import { RunList, sweepLeftovers } from '../processes/run-list.mjs';
import { startTestServers } from '../test-servers.mjs';

/** Starts PostgreSQL and Redis once for all specs, unless `npm test` has done so already. */
export default async function startServers() {
  if (process.env.TEST_PG_URL) return;
  await sweepLeftovers(ROOT);
  const { env, stop } = await startTestServers({
    runList: new RunList(ROOT),
    signal: new AbortController().signal,
  });
  // Jest hands the environment of this moment to its workers.
  Object.assign(process.env, env);
  Object.assign(globalThis, { stopTestServers: stop });
}
