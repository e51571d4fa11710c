import { AuditModule } from '@sms111/api/audit';
import { Module, type DynamicModule } from '@nestjs/common';
import { MailPost } from './mail-post';
import { NoticeWords } from './notice-words';
import { NoticesModule } from './notices.module';
import { OutboxDelivery } from './outbox-delivery';

/** For the process that sends mails (the worker); the words come from there. */
@Module({})
export class MailDeliveryModule {
  static forRoot(words: NoticeWords): DynamicModule {
    return {
      module: MailDeliveryModule,
      imports: [AuditModule, NoticesModule],
      providers: [{ provide: NoticeWords, useValue: words }, MailPost, OutboxDelivery],
      exports: [OutboxDelivery],
    };
  }
}
