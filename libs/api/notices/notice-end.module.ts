import { Module } from '@nestjs/common';
import { ForgetNotices } from './forget-notices';

/** How long what people were told is kept. */
@Module({ providers: [ForgetNotices], exports: [ForgetNotices] })
export class NoticeEndModule {}
