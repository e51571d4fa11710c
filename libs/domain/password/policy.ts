/** What a password must be (GSP-16, baseline 41, 42). Settings may be stricter, never below the floor. */
export interface PasswordPolicy {
  readonly minLength: number;
  /** Keeps hashing cheap enough for an attacked sign-in page. */
  readonly maxLength: number;
  readonly maxAgeDays: number;
  readonly minAgeDays: number;
  /** Former passwords that may not come again. */
  readonly history: number;
}

export const MIN_PASSWORD_FLOOR = 8;

export const DEFAULT_PASSWORD_POLICY: PasswordPolicy = {
  minLength: 12,
  maxLength: 128,
  maxAgeDays: 90,
  minAgeDays: 1,
  history: 3,
};

export const PASSWORD_RULES = [
  'too-short',
  'too-long',
  'no-lower-case',
  'no-upper-case',
  'no-digit',
  'no-special',
  'holds-login',
] as const;
export type PasswordRule = (typeof PASSWORD_RULES)[number];

const SPECIAL = /[^\p{L}\p{N}\s]/u;

/**
 * The rules that a new password fails, in the order of `PASSWORD_RULES`; empty when it will do. Length counts
 * characters. History and leaked lists need a store and are asked elsewhere.
 */
export const failedPasswordRules = (
  password: string,
  login = '',
  policy: PasswordPolicy = DEFAULT_PASSWORD_POLICY,
): PasswordRule[] => {
  const length = [...password].length;
  const name = login.toLowerCase().split('@')[0] ?? '';
  const fails: Record<PasswordRule, boolean> = {
    'too-short': length < Math.max(policy.minLength, MIN_PASSWORD_FLOOR),
    'too-long': length > policy.maxLength,
    'no-lower-case': !/[a-z]/.test(password),
    'no-upper-case': !/[A-Z]/.test(password),
    'no-digit': !/\d/.test(password),
    'no-special': !SPECIAL.test(password),
    'holds-login': name.length >= 4 && password.toLowerCase().includes(name),
  };
  return PASSWORD_RULES.filter(rule => fails[rule]);
};
