import { stack } from './stack';

/** What the carriers together have taken. A segment is the same as another when number, text and identity agree. */
export interface Counters {
  readonly accepted: number;
  readonly distinct: number;
  readonly duplicateCount: number;
  /** By the name of the link, `CHT-A`. */
  readonly links: Readonly<Record<string, { readonly accepted: number }>>;
}

export const counters = async (): Promise<Counters> =>
  (await (await fetch(`${stack().simulatorUrl}/api/counters`)).json()) as Counters;

/** Milliseconds before a carrier answers: some things can only be seen while a batch is on its way. */
export const slowCarriers = async (rtt: number): Promise<void> => {
  const answer = await fetch(`${stack().simulatorUrl}/api/commands`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'settings', tps: 0, rtt }),
  });
  if (!answer.ok) throw new Error(`simulator: ${answer.status} ${await answer.text()}`);
};
