/** The name of the units that specs build. */
export const NAME = '測試公共服務平臺';

export const textOf = (body: string): string => `${NAME}\n${body}`;
export const TEXT = textOf('您的申請已受理。');

/** Numbers that differ; ten digits, `09…`. */
export const numberOf = (i: number): string => `0912${String(i).padStart(6, '0')}`;

/** Any mobile number, and any of the words that specs send: neither may stand in a log, an entry or a problem. */
export const NUMBER = /09\d{8}|8869\d{8}/;
