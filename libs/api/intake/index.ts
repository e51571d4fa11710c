export * from './intake.module';
export { UploadCheckModule, UploadsModule } from './uploads';
export { ForgetMonth, type Forgotten } from './retention/forget-month';
export { IntakeEndModule } from './retention/intake-end.module';
export { PurgeUploads } from './retention/purge-uploads';
