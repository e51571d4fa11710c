import type { Random } from '../random';
import { DAY_MS, rocDay, spokenDay, writtenTime } from '../taipei';

/** What differs from notice to notice: days, case numbers, amounts. */
export class Fill {
  constructor(
    private readonly random: Random,
    private readonly at: number,
    private readonly serial = 1,
  ) {}

  /** A day so many days after the notice: `11月28日`. */
  day(ahead: number): string {
    return spokenDay(this.at + ahead * DAY_MS);
  }

  /** The moment of the notice: `2026/11/21 09:30`. */
  get time(): string {
    return writtenTime(this.at);
  }

  /** `1151121-0042`. */
  get caseNumber(): string {
    return `${rocDay(this.at)}-${String(this.serial % 10_000).padStart(4, '0')}`;
  }

  /** NT$, with its comma. */
  amount(low: number, high: number): string {
    return (this.random.whole(low / 10, high / 10) * 10).toLocaleString('en-US');
  }

  /** Six digits. */
  get code(): string {
    return String(this.random.whole(100_000, 999_999));
  }
}
