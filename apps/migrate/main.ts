import 'reflect-metadata';
import { beginPlatform, migrate } from '@sms111/api/schema';

/** Specifications enter what they need themselves. */
const SCHEMA_ONLY = '--schema-only';

const url = process.env['DATABASE_URL'];
if (!url) throw new Error('DATABASE_URL is not set');
await migrate(url);
const begun = process.argv.includes(SCHEMA_ONLY) ? false : await beginPlatform(url);
process.stdout.write(`${JSON.stringify({ ready: true, migrated: true, begun })}\n`);
