export * from './audit-actions';
export * from './audit-trail';
export * from './audit.module';
export * from './bystander';
