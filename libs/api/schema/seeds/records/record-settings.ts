export interface RecordSettings {
  /** Segments ordered and allocated to the demonstration's user and to its first system. */
  readonly quota: number;
  /** Messages of the past, about. */
  readonly messages: number;
  /** Months over which they are spread, the current one included. */
  readonly months: number;
}

const MOST = 1_000_000_000;

/**
 * What is put into a database before it is measured, from `RECORDS_QUOTA`, `RECORDS_MESSAGES` and `RECORDS_MONTHS`.
 * Throws in production: invented records have no business there.
 */
export const readRecordSettings = (env: Readonly<Record<string, string | undefined>>): RecordSettings => {
  if (env['NODE_ENV'] === 'production') {
    throw new Error(
      '量測用紀錄不寫入正式環境 · invented records are never written where NODE_ENV is production',
    );
  }
  const number = (name: string, usual: number): number => {
    const value = Number(env[name] || usual);
    if (!(Number.isInteger(value) && value >= 0 && value <= MOST)) {
      throw new Error(`${name}: "${env[name]}" is no number from 0 to ${MOST}`);
    }
    return value;
  };
  return {
    quota: number('RECORDS_QUOTA', 0),
    messages: number('RECORDS_MESSAGES', 0),
    months: Math.max(1, number('RECORDS_MONTHS', 1)),
  };
};
