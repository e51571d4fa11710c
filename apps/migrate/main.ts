import { migrate } from '@sms111/api/schema';

const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is not set');
await migrate(url);
process.stdout.write(`${JSON.stringify({ ready: true, migrated: true })}\n`);
