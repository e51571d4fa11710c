import 'reflect-metadata';
import { Metrics, newLog, readConfig } from '@sms111/api/platform';
import { refuseOldSchema } from '@sms111/api/schema';
import { buildApi } from './build-api';

const config = readConfig(process.env);
const log = newLog('api', config.get('LOG_LEVEL'));
await refuseOldSchema(config.get('DATABASE_URL'));
const app = await buildApi({ config, log });
app.get(Metrics, { strict: false }).watchProcess();
app.enableShutdownHooks();
await app.listen({ port: config.get('PORT'), host: config.get('HOST') });
process.on('disconnect', () => void app.close().then(() => process.exit(0)));
// Not process.stdout.write: a full disk would end the process here.
console.log(JSON.stringify({ ready: true, url: await app.getUrl() }));
