export { CarriersPage } from './carriers-page';
