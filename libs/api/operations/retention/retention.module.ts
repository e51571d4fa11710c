import { IntakeEndModule } from '@sms111/api/intake';
import { MonthEndModule } from '@sms111/api/messages';
import { NoticeEndModule } from '@sms111/api/notices';
import { Module } from '@nestjs/common';
import { ApproveDestruction } from './approve-destruction';
import { CarryOutDestruction } from './carry-out-destruction';
import { CertificateViews } from './certificate.views';
import { DestructionLeases } from './destruction-lease';
import { EndHold } from './end-hold';
import { EndLog } from './end-log';
import { IssueCertificate } from './issue-certificate';
import { LegalHolds } from './legal-holds';
import { MonthGate } from './month-gate';
import { ProposeDestruction } from './propose-destruction';
import { RetentionController } from './retention.controller';
import { RetentionSweep } from './retention-sweep';
import { RetentionViews } from './retention.views';
import { RotateMasterKey } from './rotate-master-key';
import { SetHold } from './set-hold';
import { SetLogPeriod } from './set-log-period';
import { WithdrawDestruction } from './withdraw-destruction';

/** What decides about the end of a month's records. */
@Module({
  imports: [MonthEndModule],
  providers: [LegalHolds, MonthGate, ProposeDestruction],
  exports: [LegalHolds, MonthGate, MonthEndModule, ProposeDestruction],
})
class MonthGateModule {}

/** How long records are kept, as people decide about it. */
@Module({
  imports: [MonthGateModule],
  controllers: [RetentionController],
  providers: [
    ApproveDestruction,
    CertificateViews,
    EndHold,
    RetentionViews,
    RotateMasterKey,
    SetHold,
    SetLogPeriod,
    WithdrawDestruction,
  ],
})
export class RetentionModule {}

/** What time does to records, in the worker. */
@Module({
  imports: [MonthGateModule, IntakeEndModule, NoticeEndModule],
  providers: [CarryOutDestruction, DestructionLeases, EndLog, IssueCertificate, RetentionSweep],
  exports: [CarryOutDestruction, EndLog, RetentionSweep],
})
export class RetentionSweepModule {}
