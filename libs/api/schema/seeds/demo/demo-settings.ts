import type { HistorySize } from '../history/plan-history';

export interface SimulatorLink {
  /** `CHT-A`: the network, then its link. */
  readonly id: string;
  readonly host: string;
  readonly port: number;
}

export interface DemoSettings {
  /** Where the carriers' links stand now; empty: none are entered. */
  readonly links: readonly SimulatorLink[];
  readonly systemId: string;
  readonly password: string;
  /** Gets what one needs to sign in, readable by its owner only. */
  readonly accountsFile: string;
  readonly history: HistorySize;
}

const LINK = /^([A-Z]{3}-[A-Z]):(.+):(\d{1,5})$/;
const USUAL: HistorySize = { batches: 290, messages: 150_000 };
const MOST_MESSAGES = 500_000;

/**
 * Settings of the demo data from the environment: `SIMULATOR_LINKS` (`CHT-A:127.0.0.1:2775,…`), `SIMULATOR_SYSTEM_ID`,
 * `SIMULATOR_PASSWORD`, `DEMO_ACCOUNTS_FILE`, and `DEMO_MESSAGES`, about how many messages the past month had.
 * Throws in production: accounts whose passwords lie in a file have no business there.
 */
export const readDemoSettings = (env: Readonly<Record<string, string | undefined>>): DemoSettings => {
  if (env['NODE_ENV'] === 'production') {
    throw new Error('示範資料不載入正式環境 · demo data is never loaded where NODE_ENV is production');
  }
  const accountsFile = env['DEMO_ACCOUNTS_FILE'];
  if (!accountsFile) throw new Error('DEMO_ACCOUNTS_FILE is not set: the demo passwords would be lost');
  const messages = Number(env['DEMO_MESSAGES'] || USUAL.messages);
  if (!(Number.isInteger(messages) && messages > 0 && messages <= MOST_MESSAGES)) {
    throw new Error(`DEMO_MESSAGES: "${env['DEMO_MESSAGES']}" is no number from 1 to ${MOST_MESSAGES}`);
  }
  return {
    links: (env['SIMULATOR_LINKS'] || '').split(',').filter(Boolean).map(readLink),
    systemId: env['SIMULATOR_SYSTEM_ID'] || 'sms111',
    password: env['SIMULATOR_PASSWORD'] || 'simulator',
    accountsFile,
    history: { ...USUAL, messages },
  };
};

const readLink = (text: string): SimulatorLink => {
  const [, id, host, port] = LINK.exec(text.trim()) ?? [];
  if (id === undefined || host === undefined || port === undefined) {
    throw new Error(`SIMULATOR_LINKS: "${text}" is no link, host and port, as in CHT-A:127.0.0.1:2775`);
  }
  return { id, host, port: Number(port) };
};
