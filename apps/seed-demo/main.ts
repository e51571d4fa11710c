import 'reflect-metadata';
import { newLog, NestLog, readConfig } from '@sms111/api/platform';
import { readDemoSettings, refuseOldSchema, seedDemo, SeedingModule } from '@sms111/api/schema';
import { NestFactory } from '@nestjs/core';

const settings = readDemoSettings(process.env);
const config = readConfig(process.env);
const log = newLog('seed-demo', config.get('LOG_LEVEL'));
await refuseOldSchema(config.get('DATABASE_URL'));
const app = await NestFactory.createApplicationContext(SeedingModule.forRoot({ config, log }), {
  logger: new NestLog(log),
  abortOnError: false,
});
const seeded = await seedDemo(app, settings);
await app.close();
process.stdout.write(`${JSON.stringify({ ready: true, seeded })}\n`);
