/** A full snapshot that loses more than this share of the ported numbers in force is taken for one that was cut short. */
export const MOST_LOST = 0.05;

/** Whether a person has to look before so many ported numbers take the place of as many. */
export const losesTooMany = (before: number, after: number): boolean => before - after > before * MOST_LOST;
