/** One spelling of a login, for looking it up and for counting its failures: both must see the same account. */
export const loginKey = (login: string): string => login.trim().normalize('NFKC').toLowerCase();
