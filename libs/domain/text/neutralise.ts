/** Signs with which a spreadsheet begins a formula, in full width too, and those that it drops before looking. */
const FORMULA_LEAD = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;

/** Whether a spreadsheet could take the cell for a formula. */
export const beginsLikeFormula = (cell: string): boolean => FORMULA_LEAD.test(cell);

/** A cell for a csv or sheet that we hand out: a leading apostrophe makes text of what could run (EXP-1). */
export const neutralise = (cell: string): string => (beginsLikeFormula(cell) ? `'${cell}` : cell);
