export * from './order-quota';
export * from './quota-ledger';
export * from './quota.module';
export * from './quota.views';
