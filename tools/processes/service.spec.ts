import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { portFrom } from './ports.mjs';
import { identityOf, waitUntil } from './process-table.mjs';
import { RunList, sweepLeftovers } from './run-list.mjs';
import { Service, type ServiceEvent, type ServiceOptions } from './service.mjs';
import { createServer } from 'node:net';

jest.setTimeout(60_000);

const READY = `console.log('{"ready":true,"port":7}');`;
const FOREVER = 'setInterval(() => {}, 1e6);';

let folder: string;
let events: ServiceEvent[];
let started: Service[];

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'sms111-spec-'));
  events = [];
  started = [];
});

afterEach(async () => {
  await Promise.all(started.map(service => service.stop()));
  rmSync(folder, { recursive: true, force: true });
});

const program = (code: string, more: Partial<ServiceOptions> = {}): Service => {
  const service = new Service({
    name: 'program',
    command: process.execPath,
    args: ['-e', code],
    env: { PATH: process.env['PATH'] },
    log: path.join(folder, 'program.log'),
    runList: new RunList(folder),
    onEvent: event => events.push(event),
    ...more,
  });
  started.push(service);
  return service;
};

const happened = (kind: ServiceEvent['kind']): Promise<boolean> =>
  waitUntil(() => events.some(event => event.kind === kind), 10_000);

describe('a service', () => {
  it('is ready when it says so, and its words go to its log', async () => {
    const service = program(`console.log('waking'); ${READY} ${FOREVER}`);
    await service.start();
    expect(service.said).toEqual({ ready: true, port: 7 });
    const log = () => readFileSync(path.join(folder, 'program.log'), 'utf8');
    expect(await waitUntil(() => log().includes('waking'), 10_000)).toBe(true);
  });

  it('that ends before it is ready says why', async () => {
    const service = program(`console.error('no such database'); process.exit(3);`);
    await expect(service.start()).rejects.toThrow(/exit 3[^]*no such database/);
    expect(events).toEqual([]);
  });

  it('that takes too long is stopped', async () => {
    const service = program(FOREVER, { readyWithin: 200 });
    await expect(service.start()).rejects.toThrow('not ready');
    expect(service.pid).toBeUndefined();
  });

  it('is started again when it dies unasked', async () => {
    const service = program(`${READY} ${FOREVER}`);
    await service.start();
    const first = service.pid ?? 0;
    process.kill(first, 'SIGKILL');
    expect(await happened('restarted')).toBe(true);
    expect(service.pid).not.toBe(first);
    expect(events[0]).toMatchObject({ kind: 'crashed', how: 'SIGKILL', again: 500 });
  });

  it('that is stopped while it comes up again has not failed', async () => {
    const mark = JSON.stringify(path.join(folder, 'mark'));
    const service = program(
      `const fs = require('node:fs');
       if (fs.existsSync(${mark})) fs.writeFileSync(${mark}, 'again'); else { fs.writeFileSync(${mark}, ''); ${READY} }
       ${FOREVER}`,
    );
    await service.start();
    process.kill(service.pid ?? 0, 'SIGKILL');
    const again = () => readFileSync(path.join(folder, 'mark'), 'utf8') === 'again';
    expect(await waitUntil(again, 10_000)).toBe(true);
    await service.stop();
    await new Promise(setImmediate);
    expect(events.map(({ kind }) => kind)).toEqual(['crashed']);
  });

  it('that is killed leaves children who still write: their words go to the log, and we live', async () => {
    // It may be slow to start: it is told whose child it is.
    const child = `setInterval(() => process.ppid !== Number(process.argv[1]) && (console.log('orphan'), process.exit()), 1)`;
    const service = program(
      `require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(child)}, process.pid], { stdio: 'inherit' });
       ${READY} ${FOREVER}`,
    );
    await service.start();
    service.wanted = false;
    process.kill(service.pid ?? 0, 'SIGKILL');
    const log = () => readFileSync(path.join(folder, 'program.log'), 'utf8');
    expect(await waitUntil(() => log().includes('orphan'), 30_000)).toBe(true);
  });

  it('goes on when its log cannot be written', async () => {
    const service = program(
      `${READY} setInterval(() => console.log('x'.repeat(9999)), 1); process.on('SIGUSR2', () => process.exit(7));`,
      {
        // A folder is no place for lines.
        log: folder,
      },
    );
    await service.start();
    service.wanted = false;
    process.kill(service.pid ?? 0, 'SIGUSR2');
    await service.ended;
    expect(service.pid).toBeUndefined();
  });

  it('is not started again when it was told to stop, and ends even if it will not listen', async () => {
    const service = program(`process.on('SIGTERM', () => {}); ${READY} ${FOREVER}`, {
      stop: [['SIGTERM', 200]],
    });
    await service.start();
    const pid = service.pid ?? 0;
    await service.stop();
    expect(identityOf(pid)).toBeNull();
    expect(events).toEqual([]);
  });
});

describe('what a killed run has left', () => {
  it('is ended by whoever comes after', async () => {
    const list = JSON.stringify(new URL('run-list.mjs', `file://${__dirname}/`).href);
    const run = program(
      `import(${list}).then(({ RunList }) => {
         const child = require('node:child_process').spawn(process.execPath, ['-e', ${JSON.stringify(FOREVER)}], { detached: true });
         new RunList(${JSON.stringify(folder)}).add(child.pid, 'left', [['SIGTERM', 1000]]);
         console.log(JSON.stringify({ ready: true, left: child.pid }));
       }); ${FOREVER}`,
      { runList: new RunList(path.join(folder, 'ours')) },
    );
    await run.start();
    const left = Number(run.said['left']);
    await sweepLeftovers(folder);
    expect(identityOf(left)).not.toBeNull();

    run.wanted = false;
    process.kill(run.pid ?? 0, 'SIGKILL');
    await run.ended;
    await sweepLeftovers(folder);
    expect(identityOf(left)).toBeNull();
  });
});

describe('a port', () => {
  it('that is taken makes way for the next free one', async () => {
    const server = createServer();
    const taken = await new Promise<number>(resolve => {
      server.listen(0, '127.0.0.1', () => resolve((server.address() as { port: number }).port));
    });
    expect(await portFrom(taken)).toBeGreaterThan(taken);
    server.close();
  });
});
