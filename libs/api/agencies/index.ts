export * from './agencies.entity';
export * from './agencies.module';
export * from './agency-register';
export * from './agency.views';
export * from './control-agency';
