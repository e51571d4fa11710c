import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';
import type { CarrierCode, LinkName } from './carriers';
import type { Command } from './commands';
import { runCommand } from './commands';
import { Exchange } from './exchange';
import type { Handset } from './handsets';
import type { SimulatorHttp } from './http-server';
import { startHttp } from './http-server';
import type { SimulatorOptions } from './options';
import { settingsFrom } from './options';
import { RateMeter } from './rate-meter';
import type { CountersReport, LinkReport, SegmentReport } from './reports';
import { countersReport, linkReports, segmentReport } from './reports';
import { Session } from './session';

const HOUSEKEEPING_MS = 5000;

/** A running simulator, in this process. */
export interface Simulator {
  readonly httpPort: number;
  readonly links: readonly { link: LinkName; carrier: CarrierCode; port: number }[];
  counters(): CountersReport;
  board(): LinkReport[];
  /** Accepted segments of a number (`0912345678`), oldest first. */
  segments(number: string): SegmentReport[];
  /** Segments that were accepted and never answered. */
  unanswered(limit?: number): SegmentReport[];
  /** Handsets whose number holds these digits, or those that heard last. */
  handsets(number?: string): Handset[];
  command(command: Command): void;
  /** Counts anew; `receipts` also forgets the receipts that are owed, `faults` ends all faults. */
  reset(options?: { receipts?: boolean; faults?: boolean }): void;
  /** Resolves as soon as the counters satisfy the condition, rejects after `timeoutMs` (10 s). */
  until(condition: (counters: CountersReport) => boolean, timeoutMs?: number): Promise<CountersReport>;
  /** Cuts every connection and closes every port. */
  stop(): Promise<void>;
}

/**
 * Starts six SMPP links and the HTTP side.
 * @throws the listening error when a port is taken; nothing is left running then
 */
export const startSimulator = async (options: SimulatorOptions = {}): Promise<Simulator> => {
  const settings = settingsFrom(options);
  const exchange = new Exchange(settings);
  const meter = new RateMeter(exchange.counters.accepted);
  const servers: Server[] = [];
  let http: SimulatorHttp | null = null;

  const housekeeping = setInterval(() => {
    const now = Date.now();
    for (const link of exchange.links) for (const session of [...link.sessions]) session.housekeep(now);
    exchange.endTurn();
  }, HOUSEKEEPING_MS);
  housekeeping.unref();

  const stop = async (): Promise<void> => {
    clearInterval(housekeeping);
    const closed = servers.map(server => closeServer(server));
    for (const link of exchange.links) for (const session of [...link.sessions]) session.destroy();
    await Promise.all([...closed, http?.stop()]);
    exchange.close();
  };

  try {
    for (const link of exchange.links) {
      const server = createServer({ noDelay: true }, (socket: Socket) => new Session(socket, link, exchange));
      link.port = await listen(server, settings.ports[link.name], settings.host);
      servers.push(server);
    }
    http = await startHttp(exchange, meter);
  } catch (error) {
    await stop();
    throw error;
  }

  return {
    httpPort: http.port,
    links: exchange.links.map(({ name, carrier, port }) => ({ link: name, carrier, port })),
    counters: () => countersReport(exchange),
    board: () => linkReports(exchange, meter, Date.now()),
    segments: number =>
      exchange.segmentsOf(Number(number.slice(2))).map(entry => segmentReport(exchange, entry)),
    unanswered: (limit = 1000) => exchange.unanswered(limit).map(entry => segmentReport(exchange, entry)),
    handsets: number => {
      if (!exchange.handsets) return [];
      return number === undefined
        ? exchange.handsets.recent(50, 50)
        : exchange.handsets.search(number, 50, 50);
    },
    command: command => runCommand(exchange, command, Date.now()),
    reset: ({ receipts = false, faults = false } = {}) => {
      if (faults) for (const link of exchange.links) link.faults.clear();
      exchange.reset(receipts);
    },
    until: (condition, timeoutMs = 10_000) => untilCounters(exchange, condition, timeoutMs),
    stop,
  };
};

const listen = (server: Server, port: number, host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(portOf(server));
    });
  });

const portOf = (server: Server): number => {
  const address: AddressInfo | string | null = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

const closeServer = (server: Server): Promise<void> => new Promise(resolve => server.close(() => resolve()));

const untilCounters = (
  exchange: Exchange,
  condition: (counters: CountersReport) => boolean,
  timeoutMs: number,
): Promise<CountersReport> =>
  new Promise((resolve, reject) => {
    const look = (): boolean => {
      const report = countersReport(exchange);
      if (!condition(report)) return false;
      clearTimeout(timer);
      stopListening();
      resolve(report);
      return true;
    };
    const timer = setTimeout(() => {
      stopListening();
      const report = JSON.stringify(countersReport(exchange));
      reject(new Error(`the simulator did not come to what was awaited within ${timeoutMs} ms: ${report}`));
    }, timeoutMs);
    const stopListening = exchange.onTurn(() => void look());
    look();
  });
