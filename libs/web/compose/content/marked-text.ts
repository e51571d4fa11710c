import type { PlacedFinding } from './place-findings';

/** A stretch of the text and whether something was found in it. */
export interface Stretch {
  readonly text: string;
  readonly severity: PlacedFinding['severity'] | null;
}

/** Cuts a text at the borders of its findings; where two overlap, an error wins. Joined, the stretches are the text. */
export const markText = (text: string, findings: readonly PlacedFinding[]): Stretch[] => {
  const places = findings.flatMap(({ place, severity }) => (place ? [{ ...place, severity }] : []));
  const borders = new Set([0, text.length]);
  for (const { from, to } of places) borders.add(from).add(to);
  const cuts = [...borders].sort((a, b) => a - b);
  return cuts.slice(1).flatMap((to, index) => {
    const from = cuts[index] ?? 0;
    const here = places.filter(place => place.from <= from && place.to >= to).map(({ severity }) => severity);
    const severity = here.includes('error') ? ('error' as const) : (here[0] ?? null);
    return to > from ? [{ text: text.slice(from, to), severity }] : [];
  });
};
