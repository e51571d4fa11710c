export * from './account-register';
export * from './account.views';
export * from './accounts.entity';
export * from './accounts.module';
export * from './addresses/allow-address';
export { registerAddressCheck } from './addresses/register-address-check';
export { CreateApiKey } from './keys/create-api-key';
export { SignInSweep } from './sessions/sign-in-sweep';
