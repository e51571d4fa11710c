import { z } from 'zod';

const base64Key = z
  .string()
  .transform(text => Buffer.from(text, 'base64'))
  .refine(key => key.length === 32, 'must be 32 bytes in base64');

/** Several keys, separated by commas. */
const base64Keys = z
  .string()
  .transform(text => text.split(',').map(each => Buffer.from(each.trim(), 'base64')))
  .refine(keys => keys.every(key => key.length === 32), 'must each be 32 bytes in base64');

const schema = z.object({
  NODE_ENV: z.enum(['development', 'test', 'production']).default('development'),
  DATABASE_URL: z.url(),
  REDIS_URL: z.url(),
  /** Prefix of the Bull keys; braces keep them in one slot of a cluster. */
  QUEUE_PREFIX: z.string().default('{sms111}'),
  PORT: z.coerce.number().int().min(0).max(65535).default(8111),
  HOST: z.string().default('127.0.0.1'),
  /** How people reach the platform; decides cookies (`Secure`) and links in mails. */
  PUBLIC_URL: z.url().default('http://127.0.0.1:8111'),
  WEB_ROOT: z.string().optional(),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().default('政府專屬短碼簡訊平臺 <sms111@service.invalid>'),
  /** Wraps the data keys (AES-256). */
  MASTER_KEY: base64Key,
  /** Further master keys that still open data keys, or will soon wrap them: during a rotation. */
  MASTER_KEY_PREVIOUS: base64Keys.optional(),
  /** Keys cookies, codes and API keys (HMAC-SHA-256). */
  SESSION_SECRET: base64Key,
  /** Query service of a number-portability provider, asked where a carrier says that a number is not its own. */
  NUMBER_QUERY_URL: z.url().optional(),
  NUMBER_QUERY_TOKEN: z.string().optional(),
  DATABASE_POOL: z.coerce.number().int().min(2).max(200).default(16),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** Hops of reverse proxies in front whose X-Forwarded-For is believed. */
  TRUSTED_PROXIES: z.string().default(''),
  /** Who may read `/metrics`: a bearer of this token, and these addresses or networks. With neither, nobody. */
  METRICS_TOKEN: z.string().min(24).optional(),
  METRICS_ADDRESSES: z.string().default(''),
  /** Where a process without a door of its own (the worker) gives its life signs and metrics; absent: nowhere. */
  METRICS_PORT: z.coerce.number().int().min(0).max(65535).optional(),
  METRICS_HOST: z.string().default('127.0.0.1'),
  /** Months that a month's records are kept after the final state of its last message (SEC-7): six at least. */
  RETENTION_MONTHS: z.coerce.number().int().min(6).max(120).default(6),
  /** Whether months that are due are destroyed by the clock, without two persons. */
  RETENTION_AUTOMATIC: z.stringbool().default(false),
  /** Days after which the last backup made today is gone; certificates name the day. */
  BACKUP_DAYS: z.coerce.number().int().min(0).max(3650).default(35),
  /** Days after which a file that nobody sent is thrown away. */
  UNSENT_UPLOAD_DAYS: z.coerce.number().int().min(1).max(180).default(30),
});

export type Settings = z.output<typeof schema>;

/** Settings of a process, read once from its environment. */
export class Config {
  constructor(private readonly settings: Settings) {}

  get<K extends keyof Settings>(key: K): Settings[K] {
    return this.settings[key];
  }

  get production(): boolean {
    return this.settings.NODE_ENV === 'production';
  }
}

/** A key that anybody could guess: all bytes the same, or readable text. */
const looksMadeUp = (key: Buffer): boolean =>
  new Set(key).size < 12 || /^[\x20-\x7e]+$/.test(key.toString('latin1'));

/**
 * Reads the environment. Throws with every fault named; in production also when a secret looks made up (baseline 60).
 */
export const readConfig = (env: Record<string, string | undefined>): Config => {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const result = schema.safeParse(given);
  if (!result.success) {
    const faults = result.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not usable:\n  ${faults.join('\n  ')}`);
  }
  const settings = result.data;
  if (settings.NODE_ENV === 'production') {
    const secrets = {
      MASTER_KEY: [settings.MASTER_KEY],
      MASTER_KEY_PREVIOUS: settings.MASTER_KEY_PREVIOUS ?? [],
      SESSION_SECRET: [settings.SESSION_SECRET],
    };
    const weak = Object.entries(secrets).flatMap(([name, keys]) => (keys.some(looksMadeUp) ? [name] : []));
    if (weak.length > 0) {
      throw new Error(
        `Refusing to start in production: ${weak.join(', ')} is not a random key (openssl rand -base64 32).`,
      );
    }
    if (!settings.PUBLIC_URL.startsWith('https://')) {
      throw new Error('Refusing to start in production: PUBLIC_URL must be https.');
    }
  }
  return new Config(settings);
};
