import { optionsFromEnvironment } from './options';
import { startSimulator } from './simulator';

/** The process: options from the environment, one line of JSON when ready, a clean end when asked. */
const run = async (): Promise<void> => {
  const simulator = await startSimulator(optionsFromEnvironment(process.env));
  process.stdout.write(
    `${JSON.stringify({ ready: true, httpPort: simulator.httpPort, links: simulator.links })}\n`,
  );
  let stopping = false;
  const stop = (): void => {
    if (stopping) return;
    stopping = true;
    void simulator.stop().then(() => process.exit(0));
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('disconnect', stop);
};

run().catch((error: unknown) => {
  process.stderr.write(`carrier-simulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
