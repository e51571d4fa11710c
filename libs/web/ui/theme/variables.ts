import type { Scheme } from './scheme';

/** The scheme as CSS variables. */
export const variablesOf = ({ tones, ...colours }: Scheme): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(colours).map(([name, value]) => [`--ui-${name}`, value])),
  ...Object.fromEntries(
    Object.entries(tones).flatMap(([tone, parts]) =>
      Object.entries(parts).map(([part, value]) => [`--ui-${tone}-${part}`, String(value)]),
    ),
  ),
});
