import type { Caller } from './caller';

type Values = Readonly<Record<string, string | number | undefined>>;
export type Line = Readonly<Record<string, unknown>>;

/** A query string; what is undefined is left out. */
export const queryOf = (values: Values): string =>
  Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : `${name}=${encodeURIComponent(value)}`))
    .join('&');

/** Every line of a list, page after page; `between` runs after each page. */
export const walk = async (
  caller: Caller,
  path: string,
  values: Values,
  between: () => Promise<unknown> = async () => undefined,
): Promise<Line[]> => {
  const items: Line[] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await caller.get(`${path}?${queryOf({ ...values, cursor })}`);
    if (status !== 200) throw new Error(`${path} answered ${status}: ${JSON.stringify(body)}`);
    items.push(...body.items);
    cursor = body.next ?? undefined;
    await between();
  } while (cursor);
  return items;
};

export const ids = (items: readonly Line[]): string[] => items.map(item => String(item['id']));
