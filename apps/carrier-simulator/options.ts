import type { LinkName } from './carriers';
import { LINK_NAMES, isLinkName } from './carriers';

/** How a simulator is started. Everything has a default; ports default to 0 = any free one. */
export interface SimulatorOptions {
  /** Address to listen on. */
  host?: string;
  httpPort?: number;
  /** SMPP port of each link; 0 = any free one. */
  ports?: Partial<Record<LinkName, number>>;
  /** Folder of the journal; without one nothing outlives the process. */
  dataFolder?: string;
  /** For benchmarks: counters only, no handsets and no page. */
  bare?: boolean;
  /** Whether the last digits of a number decide what becomes of it. Default: not in bare mode. */
  scripted?: boolean;
  systemId?: string;
  password?: string;
  /** Source addresses that may send. */
  senders?: readonly string[];
  /** Milliseconds from the acceptance to the receipt: one number, or a range to draw from. */
  receiptDelayMs?: number | readonly [number, number];
  /** Milliseconds until a "very late" receipt (…9011). */
  lateReceiptMs?: number;
  /** Milliseconds before a submit is answered. */
  rttMs?: number;
  /** Submits a second that each link grants; 0 = any number. */
  tps?: number;
  /** Receipts that may be unanswered on one session. */
  receiptWindow?: number;
  /** Milliseconds after which an unanswered receipt is sent again. */
  receiptTimeoutMs?: number;
  /** Failed deliveries after which a receipt is given up. */
  receiptRetries?: number;
  /** Messages that the handsets keep. */
  handsetMessages?: number;
  /** Sessions that one link takes at a time. */
  sessionsPerLink?: number;
}

export type Settings = Required<Omit<SimulatorOptions, 'dataFolder' | 'ports' | 'receiptDelayMs'>> & {
  dataFolder: string | null;
  ports: Record<LinkName, number>;
  receiptDelayMs: readonly [number, number];
};

export const settingsFrom = (options: SimulatorOptions): Settings => {
  const delay = options.receiptDelayMs ?? [300, 1500];
  const ports = { 'CHT-A': 0, 'CHT-B': 0, 'TWM-A': 0, 'TWM-B': 0, 'FET-A': 0, 'FET-B': 0, ...options.ports };
  return {
    host: options.host ?? '127.0.0.1',
    httpPort: options.httpPort ?? 0,
    ports,
    dataFolder: options.dataFolder ?? null,
    bare: options.bare ?? false,
    scripted: options.scripted ?? !options.bare,
    systemId: options.systemId ?? 'sms111',
    password: options.password ?? 'simulator',
    senders: options.senders ?? ['111'],
    receiptDelayMs: typeof delay === 'number' ? [delay, delay] : delay,
    lateReceiptMs: options.lateReceiptMs ?? 90_000,
    rttMs: options.rttMs ?? 0,
    tps: options.tps ?? 0,
    receiptWindow: Math.min(options.receiptWindow ?? 1000, 4000),
    receiptTimeoutMs: options.receiptTimeoutMs ?? 60_000,
    receiptRetries: Math.min(options.receiptRetries ?? 50, 250),
    handsetMessages: options.handsetMessages ?? 20_000,
    sessionsPerLink: options.sessionsPerLink ?? 16,
  };
};

export const DEFAULT_HTTP_PORT = 2785;
const FIRST_SMPP_PORT = 2775;

/**
 * Options from `SIMULATOR_*` variables (README.md lists them).
 * @throws Error that names the variable, when a value cannot be read
 */
export const optionsFromEnvironment = (environment: NodeJS.ProcessEnv): SimulatorOptions => {
  const number = (name: string, fallback: number): number => {
    const text = environment[name];
    if (text === undefined || text === '') return fallback;
    if (!/^\d{1,9}$/.test(text)) throw new Error(`${name}: "${text}" is not a whole number`);
    return Number(text);
  };
  const flag = (name: string): boolean | undefined => {
    const text = environment[name];
    if (text === undefined || text === '') return undefined;
    if (text !== '0' && text !== '1') throw new Error(`${name}: "${text}" is neither 0 nor 1`);
    return text === '1';
  };
  const text = (name: string): string | undefined => environment[name] || undefined;
  const bare = flag('SIMULATOR_BARE') ?? false;
  return {
    host: text('SIMULATOR_HOST'),
    httpPort: number('SIMULATOR_HTTP_PORT', DEFAULT_HTTP_PORT),
    ports: readPorts(environment['SIMULATOR_PORTS'] ?? ''),
    dataFolder: text('SIMULATOR_DATA'),
    bare,
    scripted: flag('SIMULATOR_SCRIPTED') ?? !bare,
    systemId: text('SIMULATOR_SYSTEM_ID'),
    password: text('SIMULATOR_PASSWORD'),
    senders: text('SIMULATOR_SENDERS')?.split(','),
    receiptDelayMs: readDelay(environment['SIMULATOR_RECEIPT_DELAY_MS'] ?? ''),
    lateReceiptMs: number('SIMULATOR_LATE_RECEIPT_MS', 90_000),
    rttMs: number('SIMULATOR_RTT_MS', 0),
    tps: number('SIMULATOR_TPS', 0),
  };
};

/** `CHT-A:2775,CHT-B:2776,…`; a link that is not named has its place among six consecutive ports. */
const readPorts = (text: string): Record<LinkName, number> => {
  const ports = settingsFrom({}).ports;
  LINK_NAMES.forEach((name, index) => (ports[name] = FIRST_SMPP_PORT + index));
  for (const item of text.split(',').filter(one => one !== '')) {
    const [name, port] = item.trim().split(':');
    if (!isLinkName(name) || port === undefined || !/^\d{1,5}$/.test(port) || Number(port) > 65_535) {
      throw new Error(`SIMULATOR_PORTS: "${item}" is not a link and a port, as in CHT-A:2775`);
    }
    ports[name] = Number(port);
  }
  return ports;
};

/** `500`, or `300-1500` for a range. */
const readDelay = (text: string): [number, number] | undefined => {
  if (text === '') return undefined;
  const [, from, to] = /^(\d{1,8})(?:-(\d{1,8}))?$/.exec(text) ?? [];
  if (from === undefined)
    throw new Error(`SIMULATOR_RECEIPT_DELAY_MS: "${text}" is neither 500 nor 300-1500`);
  return [Number(from), Math.max(Number(from), Number(to ?? from))];
};
