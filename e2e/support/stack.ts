import { readFileSync } from 'node:fs';

export interface StackDescription {
  readonly url: string;
  readonly mailUrl: string;
  readonly simulatorUrl: string;
  readonly pids: Record<string, number>;
  readonly DATABASE_URL: string;
  readonly REDIS_URL: string;
  readonly DEMO_ACCOUNTS_FILE: string;
}

export interface DemoAccount {
  readonly login: string;
  readonly name: string;
  readonly role: string;
  readonly password: string;
  readonly totpSecret: string;
  readonly email: string;
  /** Of an API account instead. */
  readonly apiKey?: string;
}

const json = <T>(file: string): T => JSON.parse(readFileSync(file, 'utf8')) as T;

/** The running product as it stands now: pids change when a part is started again. */
export const stack = (): StackDescription => json(process.env['E2E_STACK'] ?? '');

/** 使用者, 群組管理者, 數位部管理者, 系統管理者, then API accounts. */
export const demoAccounts = (): DemoAccount[] => json(stack().DEMO_ACCOUNTS_FILE);

/** Waits for a state, looking often; says what there was instead. */
export const until = async <T>(
  look: () => Promise<T>,
  reached: (seen: T) => boolean,
  limitMs = 60_000,
): Promise<T> => {
  const end = Date.now() + limitMs;
  for (;;) {
    const seen = await look();
    if (reached(seen)) return seen;
    if (Date.now() > end)
      throw new Error(`not reached in ${limitMs} ms: ${JSON.stringify(seen).slice(0, 600)}`);
    await new Promise(resolve => setTimeout(resolve, 50));
  }
};
