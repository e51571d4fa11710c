import { AgenciesModule } from '@sms111/api/agencies';
import { AuditModule } from '@sms111/api/audit';
import { NoticesModule } from '@sms111/api/notices';
import { Module } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import { AccountRegister } from './account-register';
import { AccountViews } from './account.views';
import { AddressCheck } from './addresses/address-check';
import { AllowAddress } from './addresses/allow-address';
import { Authentication } from './doors/authentication';
import { Cookies } from './doors/cookies';
import { Csrf } from './doors/csrf';
import { DoorGuard } from './doors/door.guard';
import { Refusals } from './doors/refusals';
import { ApiAccountViews } from './keys/api-account.views';
import { ApiAccountsController } from './keys/api-accounts.controller';
import { ApiKeys } from './keys/api-keys';
import { CreateApiKey } from './keys/create-api-key';
import { RevokeApiKey } from './keys/revoke-api-key';
import { GrantLanes } from './lanes/grant-lanes';
import { LaneRightViews } from './lanes/lane-right.views';
import { LaneRightsController } from './lanes/lane-rights.controller';
import { EndSession } from './sessions/end-session';
import { RevokeSession } from './sessions/revoke-session';
import { SessionController } from './sessions/session.controller';
import { SessionViews } from './sessions/session.views';
import { Sessions } from './sessions/sessions';
import { SignInSweep } from './sessions/sign-in-sweep';
import { Challenges } from './sign-in/challenges';
import { CheckPassword } from './sign-in/check-password';
import { EnterCode } from './sign-in/enter-code';
import { EnterPassword } from './sign-in/enter-password';
import { PasswordHashes } from './sign-in/password-hashes';
import { SendCode } from './sign-in/send-code';
import { SignInThrottle } from './sign-in/sign-in-throttle';
import { TotpFactor } from './sign-in/totp-factor';

/** Importing this module puts the guard before every handler of the application. */
@Module({
  imports: [AuditModule, AgenciesModule, NoticesModule],
  controllers: [SessionController, ApiAccountsController, LaneRightsController],
  providers: [
    { provide: APP_GUARD, useClass: DoorGuard },
    AccountRegister,
    AccountViews,
    AddressCheck,
    AllowAddress,
    ApiAccountViews,
    ApiKeys,
    Authentication,
    Challenges,
    CheckPassword,
    Cookies,
    CreateApiKey,
    Csrf,
    EndSession,
    EnterCode,
    EnterPassword,
    GrantLanes,
    LaneRightViews,
    PasswordHashes,
    Refusals,
    RevokeApiKey,
    RevokeSession,
    SendCode,
    Sessions,
    SessionViews,
    SignInSweep,
    SignInThrottle,
    TotpFactor,
  ],
  exports: [AccountRegister, AccountViews, AddressCheck, AllowAddress, CreateApiKey, Refusals, SignInSweep],
})
export class AccountsModule {}
