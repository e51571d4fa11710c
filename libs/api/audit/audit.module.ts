import { Global, Module } from '@nestjs/common';
import { AuditTrail } from './audit-trail';

/** Global: every module that writes also audits. */
@Global()
@Module({ providers: [AuditTrail], exports: [AuditTrail] })
export class AuditModule {}
