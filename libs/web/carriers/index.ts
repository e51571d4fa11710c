export { ChangePage } from './change-page';
export { CarriersPage } from './carriers-page';
export { LinkPage } from './link-page';
