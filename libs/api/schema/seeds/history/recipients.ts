import type { Random } from '../random';
import { NUMBER_PLAN } from '../number-plan';

/** Blocks of a million that one operator got whole, so that any number in them has an owner. */
const BLOCKS = NUMBER_PLAN.prefixes.map(each => each.prefix).filter(prefix => prefix.length === 4);
/** Prefixes that nobody owns: their messages go to the default carrier. */
const OWNERLESS = ['0950', '0951', '0957', '0959'];
const OWNERLESS_CHANCE = 0.002;
/** People whom the agencies of the demonstration write to: many hear from several. */
const POPULATION = 40_000;
/** Their counters begin above those of the sample files, so that a number of a sample is found once. */
const FIRST_COUNTER = 550_000;

/** An allocated prefix and a counter: nobody's number is meant. */
const numberOf = (prefixes: readonly string[], person: number): string =>
  `${prefixes[person % prefixes.length] ?? ''}${FIRST_COUNTER + Math.floor(person / prefixes.length)}`;

/** Different mobile numbers (`09…`), drawn from a fixed population. `count`: at most 40,000. */
export const drawRecipients = (count: number, random: Random): string[] => {
  const first = random.whole(0, POPULATION - 1);
  return Array.from({ length: Math.min(count, POPULATION) }, (_, i) => {
    const person = (first + i) % POPULATION;
    return numberOf(random.chance(OWNERLESS_CHANCE) ? OWNERLESS : BLOCKS, person);
  });
};
