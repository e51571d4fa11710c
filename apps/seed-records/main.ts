import 'reflect-metadata';
import { newLog, NestLog, readConfig } from '@sms111/api/platform';
import { readRecordSettings, refuseOldSchema, seedRecords, SeedingModule } from '@sms111/api/schema';
import { NestFactory } from '@nestjs/core';

const settings = readRecordSettings(process.env);
const config = readConfig(process.env);
const log = newLog('seed-records', config.get('LOG_LEVEL'));
await refuseOldSchema(config.get('DATABASE_URL'));
const app = await NestFactory.createApplicationContext(SeedingModule.forRoot({ config, log }), {
  logger: new NestLog(log),
  abortOnError: false,
});
const written = await seedRecords(app, settings);
await app.close();
process.stdout.write(`${JSON.stringify({ ready: true, written })}\n`);
