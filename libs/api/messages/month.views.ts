import type { Reader } from '@sms111/api/platform';
import { monthBounds, type Month } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import type { MonthFigures } from './month-survey';

/** What the record of messages knows of whole months, without walking through them. */
@Injectable()
export class MonthViews {
  /** The last survey of each month, newest month first. */
  surveys(reader: Reader): Promise<MonthFigures[]> {
    return reader.query<MonthFigures>(
      `SELECT month, batches, messages, segments, bytes, unresolved, last_final_at AS "lastFinalAt",
              surveyed_at AS "surveyedAt"
         FROM month_survey ORDER BY month DESC`,
    );
  }

  /** Of some agencies, those that still have readable records in the month. */
  async agenciesIn(reader: Reader, month: Month, agencies: readonly string[]): Promise<string[]> {
    const { low, high } = monthBounds(month);
    const rows = await reader.query<{ id: string }>(
      `SELECT a.id FROM unnest($3::uuid[]) AS a (id)
        WHERE EXISTS (SELECT FROM batch b WHERE b.agency_id = a.id AND b.id >= $1 AND b.id < $2 AND b.shredded_at IS NULL)
           OR EXISTS (SELECT FROM data_key k WHERE k.agency_id = a.id AND k.month = $4 AND k.destroyed_at IS NULL)
        ORDER BY a.id`,
      [low, high, agencies, month],
    );
    return rows.map(row => row.id);
  }

  /** Whether the month holds readable records of anybody but those. */
  async hasOthers(reader: Reader, month: Month, spared: readonly string[]): Promise<boolean> {
    const { low, high } = monthBounds(month);
    const rows = await reader.query(
      `SELECT 1 AS one WHERE EXISTS (SELECT FROM batch b WHERE b.id >= $1 AND b.id < $2 AND b.shredded_at IS NULL
                                        AND b.agency_id <> ALL ($3))
                          OR EXISTS (SELECT FROM data_key k WHERE k.month = $4 AND k.destroyed_at IS NULL
                                        AND k.purpose = 'seal' AND k.agency_id <> ALL ($3))`,
      [low, high, spared, month],
    );
    return rows.length > 0;
  }
}
