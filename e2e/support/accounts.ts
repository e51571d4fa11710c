import type { Role } from '@sms111/domain';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { generate } from 'otplib';
import { demoAccounts, stack, until, type DemoAccount } from './stack';

/** Roles that sign in with a browser. */
export type PersonRole = Exclude<Role, 'system'>;

export const ROLES: readonly PersonRole[] = ['user', 'group-manager', 'ministry-admin', 'system-admin'];

export const accountOf = (role: PersonRole): DemoAccount => {
  const found = demoAccounts().find(account => account.role === role);
  if (!found) throw new Error(`no demo account for ${role}`);
  return found;
};

/** Beside the data of the run, and gone with it. */
const besideStack = (name: string): string => path.join(path.dirname(process.env['E2E_STACK'] ?? ''), name);

/** Where the browser's state of a signed-in person is kept for all journeys. */
export const stateFile = (role: PersonRole): string => besideStack(`signed-in-${role}.json`);

const STEP_S = 30;

const lastStep = (file: string): number => {
  try {
    return Number(readFileSync(file, 'utf8'));
  } catch {
    return 0;
  }
};

/**
 * A code of the account's authenticator that nobody has used: each is good once. When this half minute's is used, the
 * next one's is taken, which the platform accepts early; after that one waits.
 */
export const freshCode = async ({ login, totpSecret }: DemoAccount): Promise<string> => {
  const file = besideStack(`last-code-${login}`);
  const present = () => Math.floor(Date.now() / 1000 / STEP_S);
  const step = Math.max(present(), lastStep(file) + 1);
  await until(
    async () => present(),
    now => step <= now + 1,
    40_000,
  );
  writeFileSync(file, String(step));
  return generate({ secret: totpSecret, epoch: step * STEP_S });
};

interface Mail {
  readonly id: number;
  readonly subject: string;
  readonly text: string;
}

const mails = async (to: string, after = 0): Promise<Mail[]> =>
  (await (
    await fetch(`${stack().mailUrl}/api/mails?to=${encodeURIComponent(to)}&after=${after}`)
  ).json()) as Mail[];

/** The id of the newest mail to somebody, to know later ones by; 0: there is none. */
export const newestMail = async (to: string): Promise<number> => (await mails(to))[0]?.id ?? 0;

/** The first mail after that one whose subject has these words. */
export const mailAfter = async (to: string, after: number, subject: string): Promise<Mail> => {
  const found = await until(
    async () => (await mails(to, after)).find(mail => mail.subject.includes(subject)),
    mail => mail !== undefined,
    30_000,
  );
  if (!found) throw new Error(`no mail 「${subject}」 to ${to}`);
  return found;
};
