import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { PlatformFigures } from './platform-figures';

/** Figures of the whole platform among the metrics of a process. Every process shows the same: take their maximum. */
@Module({ imports: [QuotaModule], providers: [PlatformFigures] })
export class PlatformFiguresModule {}
