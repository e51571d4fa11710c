import { AgenciesModule } from '@sms111/api/agencies';
import { MessagesModule } from '@sms111/api/messages';
import { queues } from '@sms111/api/platform';
import { Module } from '@nestjs/common';
import { Corrections } from './corrections';
import { DiscardUpload } from './discard-upload';
import { ReceiveUpload } from './receive-upload';
import { SendUpload } from './send-upload';
import { UploadBlocks } from './upload-blocks';
import { UploadRowViews } from './upload-rows.views';
import { UPLOADS, UploadWake } from './upload-wake';
import { UploadViews } from './upload.views';
import { UploadsController } from './uploads.controller';

/** The file door as people see it. It reads no file: that is the worker's (`UploadCheckModule`). */
@Module({
  imports: [AgenciesModule, MessagesModule, queues(UPLOADS)],
  controllers: [UploadsController],
  providers: [
    Corrections,
    DiscardUpload,
    ReceiveUpload,
    SendUpload,
    UploadBlocks,
    UploadRowViews,
    UploadViews,
    UploadWake,
  ],
})
export class UploadsModule {}
