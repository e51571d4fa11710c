import { AuditModule } from '@sms111/api/audit';
import { Module } from '@nestjs/common';
import { NoticeViews } from './notice.views';
import { Notices } from './notices';
import { NoticesController } from './notices.controller';
import { Outbox } from './outbox';
import { ReadNotices } from './read-notices';

@Module({
  imports: [AuditModule],
  controllers: [NoticesController],
  providers: [Notices, NoticeViews, ReadNotices, Outbox],
  exports: [Notices, Outbox],
})
export class NoticesModule {}
