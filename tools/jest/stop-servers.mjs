/** Stops what start-servers.mjs has started. */
export default async function stopServers() {
  const { stopTestServers } = /** @type {{ stopTestServers?: () => Promise<void> }} */ (globalThis);
  await stopTestServers?.();
}
