export { ComposePage } from './compose-page';
export { UploadPage } from './upload-page';
export { UploadsPage } from './uploads-page';
