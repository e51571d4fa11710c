import { formatCount, formatMoney, formatPrice, formatRate } from '@sms111/phrases';

/** A whole number with thousands separators. */
export const Count = ({ value }: { readonly value: number }) => formatCount(value);

/** A rate with one decimal at most. */
export const Rate = ({ value }: { readonly value: number }) => formatRate(value);

/** NT$; `price` keeps the decimals of a unit price. */
export const Money = ({
  value,
  price = false,
}: {
  readonly value: string | number;
  readonly price?: boolean;
}) => <span style={{ whiteSpace: 'nowrap' }}>{price ? formatPrice(value) : formatMoney(value)}</span>;
