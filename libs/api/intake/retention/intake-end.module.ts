import { Module } from '@nestjs/common';
import { ForgetMonth } from './forget-month';
import { PurgeUploads } from './purge-uploads';

/** How long what came in is kept. */
@Module({ providers: [ForgetMonth, PurgeUploads], exports: [ForgetMonth, PurgeUploads] })
export class IntakeEndModule {}
