/** Messages before the clock starts: what is compiled then is as in a process that runs for weeks. */
export const WARM = 10_000;
