import { FILE_LIMITS } from '@sms111/api/files';

/** The largest file that the door takes. */
export const MAX_FILE_BYTES: number = FILE_LIMITS.bytes;

export { UploadCheckModule } from './upload-check.module';
export { UploadsModule } from './uploads.module';
