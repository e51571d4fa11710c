export * from './intake.module';
export { UploadCheckModule, UploadsModule } from './uploads';
export { ForgetMonth } from './retention/forget-month';
export { IntakeEndModule } from './retention/intake-end.module';
export { PurgeUploads } from './retention/purge-uploads';
