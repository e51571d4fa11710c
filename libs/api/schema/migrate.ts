import { Migrator } from '@mikro-orm/migrations';
import { MikroORM } from '@mikro-orm/postgresql';
import { Client } from 'pg';
import { FirstHouse } from './migrations/0001-first-house';
import { Routing } from './migrations/0002-routing';
import { CarrierLinks } from './migrations/0003-carrier-links';
import { Retention } from './migrations/0005-retention';
import { ServiceLevel } from './migrations/0006-service-level';
import { Doubt } from './migrations/0007-doubt';
import { HandOver } from './migrations/0008-hand-over';
import { OneRow } from './migrations/0009-one-row';
import { RoomForUpdates } from './migrations/0010-room-for-updates';
import { AgencySuspension } from './migrations/0011-agency-suspension';
import { ImportConfirmation } from './migrations/0012-import-confirmation';

/** In the order in which they run. A landed migration is never edited. */
export const MIGRATIONS = [
  { name: '0001-first-house', class: FirstHouse },
  { name: '0002-routing', class: Routing },
  { name: '0003-carrier-links', class: CarrierLinks },
  { name: '0005-retention', class: Retention },
  { name: '0006-service-level', class: ServiceLevel },
  { name: '0007-doubt', class: Doubt },
  { name: '0008-hand-over', class: HandOver },
  { name: '0009-one-row', class: OneRow },
  { name: '0010-room-for-updates', class: RoomForUpdates },
  { name: '0011-agency-suspension', class: AgencySuspension },
  { name: '0012-import-confirmation', class: ImportConfirmation },
];

/** Any number: two releases that migrate at once wait for each other. */
const LOCK = 111_2026;

/** Months ahead for which partitions stand ready. */
const MONTHS_AHEAD = 3;

/** Brings a database to the schema of this release and makes the partitions of the coming months. */
export const migrate = async (url: string): Promise<void> => {
  const lock = new Client({ connectionString: url });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [LOCK]);
    const orm = await MikroORM.init({
      clientUrl: url,
      entities: [],
      discovery: { warnWhenNoEntities: false },
      extensions: [Migrator],
      migrations: {
        migrationsList: MIGRATIONS,
        snapshot: false,
        disableForeignKeys: false,
        tableName: 'schema_migration',
      },
    });
    try {
      await orm.migrator.up();
    } finally {
      await orm.close(true);
    }
    await makePartitions(sql => lock.query(sql), 0, MONTHS_AHEAD);
  } finally {
    await lock.end();
  }
};

/** Makes monthly partitions from `from` to `to` months relative to now; harmless when they stand already. */
export const makePartitions = async (
  run: (sql: string) => Promise<unknown>,
  from: number,
  to: number,
): Promise<void> => {
  for (let month = from; month <= to; month++) {
    await run(
      `SELECT make_partitions((date_trunc('month', now() AT TIME ZONE 'Asia/Taipei') + interval '${month} month')::date)`,
    );
  }
};

/** A process never migrates, and refuses to start on a schema that is behind its code. */
export const refuseOldSchema = async (url: string): Promise<void> => {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const applied = await client.query<{ name: string }>('SELECT name FROM schema_migration');
    const names = new Set(applied.rows.map(row => row.name));
    const missing = MIGRATIONS.map(each => each.name).filter(name => !names.has(name));
    if (missing.length > 0)
      throw new Error(`The schema is behind: ${missing.join(', ')}. Run the migrate program first.`);
  } finally {
    await client.end();
  }
};
