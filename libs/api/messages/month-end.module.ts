import { Module } from '@nestjs/common';
import { DeleteMessages } from './delete-messages';
import { DropLog } from './drop-log';
import { LogMonth } from './log-month';
import { MonthPartitions } from './month-partitions';
import { SurveyMonth } from './month-survey';
import { MonthViews } from './month.views';
import { ShredBatches } from './shred-batches';

const OFFERED = [DeleteMessages, DropLog, LogMonth, MonthPartitions, MonthViews, ShredBatches, SurveyMonth];

/** How the records of a month are counted, logged and ended. Needs nothing of the rest of the module. */
@Module({ providers: OFFERED, exports: OFFERED })
export class MonthEndModule {}
