import { QuotaModule } from '@sms111/api/quota';
import { Module } from '@nestjs/common';
import { LinkFigures } from './link-figures';
import { PlatformFigures } from './platform-figures';
import { PortedFigures } from './ported-figures';

/** Figures of the whole platform among the metrics of a process. Every process shows the same: take their maximum. */
@Module({ imports: [QuotaModule], providers: [LinkFigures, PlatformFigures, PortedFigures] })
export class PlatformFiguresModule {}
