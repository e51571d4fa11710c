import type { Words } from '@sms111/phrases';

const isKnown = (code: string, codes: Words['records']['codes']): code is keyof Words['records']['codes'] =>
  Object.hasOwn(codes, code);

/** A carrier's code in words with the code behind them; one that we have no words for stands by itself. */
export const carrierSaid = (code: string, { codes, message }: Words['records']): string => {
  const [stat = code] = code.split(/[\s/:]/);
  for (const each of [code, stat]) if (isKnown(each, codes)) return message.carrierSaid(codes[each], code);
  return message.carrierCode(code);
};
