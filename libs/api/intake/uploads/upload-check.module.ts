import { AgenciesModule } from '@sms111/api/agencies';
import { FilesModule } from '@sms111/api/files';
import { queues } from '@sms111/api/platform';
import { RoutingModule } from '@sms111/api/routing';
import { Module } from '@nestjs/common';
import { CheckLeases } from './check-lease';
import { CheckUpload } from './check-upload';
import { UploadSweep } from './upload-sweep';
import { UPLOADS, UploadWake } from './upload-wake';
import { UploadProcessor } from './upload.processor';

/** Reads and judges uploaded files, in the worker. */
@Module({
  imports: [AgenciesModule, FilesModule, RoutingModule, queues(UPLOADS)],
  providers: [CheckLeases, CheckUpload, UploadProcessor, UploadSweep, UploadWake],
  exports: [CheckUpload, UploadSweep],
})
export class UploadCheckModule {}
