import 'reflect-metadata';
import { Metrics, newLog, NestLog, readConfig } from '@sms111/api/platform';
import { refuseOldSchema } from '@sms111/api/schema';
import { NestFactory } from '@nestjs/core';
import { WorkerModule } from './worker.module';

const config = readConfig(process.env);
const log = newLog('worker', config.get('LOG_LEVEL'));
await refuseOldSchema(config.get('DATABASE_URL'));
const app = await NestFactory.createApplicationContext(WorkerModule.forRoot({ config, log }), {
  logger: new NestLog(log),
  abortOnError: false,
});
app.get(Metrics, { strict: false }).watchProcess();
app.enableShutdownHooks();
process.on('disconnect', () => void app.close().then(() => process.exit(0)));
// Not process.stdout.write: a full disk would end the process here.
console.log(JSON.stringify({ ready: true }));
