import { parentPort, workerData } from 'node:worker_threads';
import { workHere } from './import-work';
import type { PortedFileSettings } from './ported-file';
import type { WorkAnswer, WorkCall } from './work-in-thread';

if (!parentPort) throw new Error('this program runs as a thread of another');
const port = parentPort;
const work = workHere(workerData as PortedFileSettings);

const run = async (call: WorkCall): Promise<unknown> => {
  switch (call.name) {
    case 'push':
      return work.push(...call.args);
    case 'end':
      return work.end();
    case 'build':
      return work.build(...call.args);
    case 'finish':
      return work.finish();
  }
};

port.on('message', (call: WorkCall) => {
  const answer = (message: WorkAnswer): void => port.postMessage(message);
  run(call).then(
    value => answer({ value }),
    (error: unknown) => answer({ error: error instanceof Error ? error : new Error(String(error)) }),
  );
});
