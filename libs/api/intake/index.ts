export * from './intake.module';
export { UploadCheckModule, UploadsModule } from './uploads';
