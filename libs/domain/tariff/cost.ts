/** An exact amount of NT$: `units` × 10^-`scale`. Money is never a floating-point number. */
export interface Amount {
  readonly units: bigint;
  readonly scale: number;
}

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/;

/** `'0.75'` → 75 × 10⁻²; `null` when it is not a decimal. */
export const parseAmount = (text: string): Amount | null => {
  const match = DECIMAL.exec(text);
  if (!match) return null;
  const [, sign = '', whole = '0', fraction = ''] = match;
  return { units: BigInt(`${sign}${whole}${fraction}`), scale: fraction.length };
};

const rescale = ({ units, scale }: Amount, to: number): bigint => units * 10n ** BigInt(to - scale);

export const addAmounts = (amounts: readonly Amount[]): Amount => {
  const scale = Math.max(0, ...amounts.map(amount => amount.scale));
  return { units: amounts.reduce((sum, amount) => sum + rescale(amount, scale), 0n), scale };
};

/** The exact decimal, without needless zeros: `84.75`, `90`. What detail lines show (A3). */
export const formatAmount = ({ units, scale }: Amount): string => {
  const sign = units < 0n ? '-' : '';
  const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
  const whole = digits.slice(0, digits.length - scale);
  const fraction = digits.slice(digits.length - scale).replace(/0+$/, '');
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
};

/** Whole dollars, half away from zero (BIL-9: 元以下四捨五入). Once per bill (A3), never per line. */
export const roundToDollars = ({ units, scale }: Amount): bigint => {
  const one = 10n ** BigInt(scale);
  const half = (units < 0n ? -units : units) * 2n + one;
  const rounded = half / (one * 2n);
  return units < 0n ? -rounded : rounded;
};

export interface Cost {
  /** Unrounded, as a decimal: what a line shows. */
  readonly exact: string;
  /** Whole dollars: what the bill says when this is all of it. */
  readonly dollars: string;
}

/**
 * Segments × unit price (BIL-12).
 *
 * @throws RangeError when the price is not a decimal or the count not a whole number: both come from our own tables
 */
export const cost = (segments: number, unitPrice: string): Cost => {
  const amount = lineAmount(segments, unitPrice);
  return { exact: formatAmount(amount), dollars: roundToDollars(amount).toString() };
};

const lineAmount = (segments: number, unitPrice: string): Amount => {
  const price = parseAmount(unitPrice);
  if (!price || !Number.isSafeInteger(segments))
    throw new RangeError(`not segments × price: ${segments} × ${unitPrice}`);
  return { units: BigInt(segments) * price.units, scale: price.scale };
};

/** A bill of several lines, rounded once at the end (A3). Throws as `cost` does. */
export const billTotal = (
  lines: readonly { readonly segments: number; readonly unitPrice: string }[],
): Cost => {
  const total = addAmounts(lines.map(({ segments, unitPrice }) => lineAmount(segments, unitPrice)));
  return { exact: formatAmount(total), dollars: roundToDollars(total).toString() };
};
