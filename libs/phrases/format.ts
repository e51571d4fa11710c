/** Languages that the platform speaks; zh-TW is written first. */
export type Language = 'zh-TW' | 'en';
export const LANGUAGES: readonly Language[] = ['zh-TW', 'en'];

const ZONE = 'Asia/Taipei';
const COUNT = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const RATE = new Intl.NumberFormat('en-US', { maximumFractionDigits: 1 });
const MONEY = new Intl.NumberFormat('en-US', { minimumFractionDigits: 0, maximumFractionDigits: 0 });
const PRICE = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 4 });
const CLOCK = new Intl.DateTimeFormat('en-CA', {
  timeZone: ZONE,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});
const RELATIVE: Record<Language, Intl.RelativeTimeFormat> = {
  'zh-TW': new Intl.RelativeTimeFormat('zh-TW', { numeric: 'auto' }),
  en: new Intl.RelativeTimeFormat('en', { numeric: 'auto' }),
};

/** `12,340`: whole, with thousands separators in both languages. */
export const formatCount = (value: number): string => COUNT.format(value);

/** `8,400` or `0.4`: a rate, one decimal at most. */
export const formatRate = (value: number): string => RATE.format(value);

/** `97.5%`; nothing divided is `–`. */
export const formatShare = (part: number, whole: number): string =>
  whole === 0 ? '–' : `${RATE.format(Math.floor((part / whole) * 1000) / 10)}%`;

/** Bytes for a person: `11 KB`, `2.4 MB`. */
export const formatBytes = (bytes: number): string => {
  if (bytes < 1024) return `${COUNT.format(bytes)} B`;
  if (bytes < 1024 * 1024) return `${COUNT.format(bytes / 1024)} KB`;
  return `${RATE.format(bytes / 1024 / 1024)} MB`;
};

/** NT$ of a bill, rounded half up to whole dollars for the eye; `value` is a decimal string or a number. */
export const formatMoney = (value: string | number): string => `NT$ ${MONEY.format(Number(value))}`;

/** A unit price: `NT$ 0.85`. */
export const formatPrice = (value: string | number): string => `NT$ ${PRICE.format(Number(value))}`;

const partsOf = (at: Date): Record<string, string> =>
  Object.fromEntries(CLOCK.formatToParts(at).map(part => [part.type, part.value]));

/** `2026/11/20 14:05:09` in Asia/Taipei. */
export const formatInstant = (instant: string | Date): string =>
  `${formatDate(instant)} ${formatClock(instant)}`;

/** `2026/11/20` in Asia/Taipei. */
export const formatDate = (instant: string | Date): string => {
  const { year, month, day } = partsOf(new Date(instant));
  return `${year}/${month}/${day}`;
};

/** `14:05:09` in Asia/Taipei. */
export const formatClock = (instant: string | Date): string => {
  const { hour, minute, second } = partsOf(new Date(instant));
  return `${hour}:${minute}:${second}`;
};

/** `14:05` in Asia/Taipei. */
export const formatMinute = (instant: string | Date): string => formatClock(instant).slice(0, 5);

/** `115/11/20`: the 民國 date of a document. */
export const formatRocDate = (instant: string | Date): string => {
  const { year, month, day } = partsOf(new Date(instant));
  return `${Number(year) - 1911}/${month}/${day}`;
};

const STEPS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
];

/** 「3 分鐘前」, "in 2 hours"; under a minute in seconds. */
export const formatRelative = (instant: string | Date, now: number, language: Language): string => {
  const seconds = Math.round((new Date(instant).getTime() - now) / 1000);
  const step = STEPS.find(([, size]) => Math.abs(seconds) >= size);
  const [unit, size] = step ?? (['second', 1] as const);
  return RELATIVE[language].format(Math.trunc(seconds / size), unit);
};

/** `14:32`, or `1:04:09` from an hour: a time that is left. */
export const formatLeft = (seconds: number): string => {
  const whole = Math.max(0, Math.floor(seconds));
  const two = (value: number) => String(value).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  return hours > 0 ? `${hours}:${two(minutes)}:${two(whole % 60)}` : `${two(minutes)}:${two(whole % 60)}`;
};
