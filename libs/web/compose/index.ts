export { ComposePage } from './compose-page';
