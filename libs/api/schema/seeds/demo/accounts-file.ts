import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Role } from '@sms111/domain';

/** What one needs to use an account of the demonstration: a person's two factors, or a system's key. */
export type DemoAccount =
  | {
      readonly login: string;
      readonly password: string;
      readonly role: Exclude<Role, 'system'>;
      /** Base32. */
      readonly totpSecret: string;
      readonly name: string;
      readonly email: string;
    }
  | { readonly login: string; readonly role: 'system'; readonly apiKey: string; readonly name: string };

export const readAccounts = (file: string): DemoAccount[] =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as DemoAccount[]) : [];

/** For its owner's eyes only; whoever reads meanwhile sees the old file or the new one. */
export const writeAccounts = (file: string, accounts: readonly DemoAccount[]): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(accounts, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
};
