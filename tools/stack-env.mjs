import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { anyPort, portFrom } from './processes/ports.mjs';

/** Three carriers, two links each; the code names the carrier and the link. */
export const LINKS = ['CHT-A', 'CHT-B', 'TWM-A', 'TWM-B', 'FET-A', 'FET-B'];

/**
 * Secrets of this clone, made once: a key that wrapped data must not change, and none stands in the repository.
 * @param {string} file
 * @returns {{ MASTER_KEY: string, SESSION_SECRET: string, SIMULATOR_PASSWORD: string }}
 */
export function readSecrets(file) {
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const key = () => randomBytes(32).toString('base64');
  // SMPP 3.4: a password has at most eight characters.
  const secrets = {
    MASTER_KEY: key(),
    SESSION_SECRET: key(),
    SIMULATOR_PASSWORD: randomBytes(4).toString('hex'),
  };
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: 0o600 });
  return secrets;
}

/** Where each door wants to stand: apart, so that one that moves to the next port displaces no other. */
const WANTED = { web: 8111, simulator: 8121, mail: 8131, smtp: 8141, link: 2775 };
const BETWEEN_LINKS = 10;

/**
 * @typedef {{ web: number, simulator: number, mail: number, smtp: number, links: number[] }} Ports
 */

/**
 * @param {boolean} wanted whether to stand at the usual ports where they are free
 * @param {(line: string) => void} say hears of ports that were taken
 * @returns {Promise<Ports>}
 */
export async function choosePorts(wanted, say) {
  const choose = async (/** @type {number} */ port, /** @type {string} */ what) => {
    if (!wanted) return anyPort();
    const found = await portFrom(port);
    if (found !== port)
      say(`${what}：連接埠 ${port} 已被占用，改用 ${found} · port ${port} is taken, using ${found}`);
    return found;
  };
  const web = await choose(Number(process.env.PORT || WANTED.web), '網站 web');
  const simulator = await choose(WANTED.simulator, '電信業者模擬器 simulator');
  const mail = await choose(WANTED.mail, '郵件匣 mail');
  const smtp = await choose(WANTED.smtp, 'SMTP');
  const links = [];
  for (const [index, code] of LINKS.entries())
    links.push(await choose(WANTED.link + index * BETWEEN_LINKS, `SMPP ${code}`));
  return { web, simulator, mail, smtp, links };
}

/**
 * The environment of every process of the product.
 * @param {{ kind: 'start' | 'test' | 'bench' | 'drill', data: string, webRoot: string, ports: Ports, databaseUrl: string,
 *   redisUrl: string, secrets: ReturnType<typeof readSecrets> }} stack
 * @returns {NodeJS.ProcessEnv}
 */
export function productEnv({ kind, data, webRoot, ports, databaseUrl, redisUrl, secrets }) {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^NODE_ENV$|^NODE_CHANNEL/.test(name),
  );
  return {
    HOST: '127.0.0.1',
    PUBLIC_URL: `http://127.0.0.1:${ports.web}`,
    SMTP_URL: `smtp://127.0.0.1:${ports.smtp}`,
    ...secrets,
    // The simulator plays the query service of a number-portability provider too.
    NUMBER_QUERY_URL: `http://127.0.0.1:${ports.simulator}/api/number-query`,
    // As real networks take, or soon enough for a journey.
    SIMULATOR_RECEIPT_DELAY_MS: kind === 'start' ? '300-1500' : '20-60',
    ...Object.fromEntries(inherited),
    NODE_ENV: kind === 'test' ? 'test' : 'development',
    DATABASE_URL: databaseUrl,
    REDIS_URL: redisUrl,
    PORT: String(ports.web),
    WEB_ROOT: webRoot,
    SMTP_PORT: String(ports.smtp),
    MAIL_PORT: String(ports.mail),
    SIMULATOR_HTTP_PORT: String(ports.simulator),
    // Where the simulator listens, and where the demo data says that the carriers are.
    SIMULATOR_PORTS: LINKS.map((code, index) => `${code}:${ports.links[index]}`).join(','),
    SIMULATOR_LINKS: LINKS.map((code, index) => `${code}:127.0.0.1:${ports.links[index]}`).join(','),
    // 111, and the number of test messages (seeds/demo/demo-links.ts).
    SIMULATOR_SENDERS: '111,0900111222',
    SIMULATOR_DATA: path.join(data, 'simulator'),
    DEMO_ACCOUNTS_FILE: path.join(data, 'demo-accounts.json'),
  };
}
