import { MikroORM, type EntityManager, type EntitySchema } from '@mikro-orm/postgresql';
import { createPostgreSqlTypeParsers } from '@mikro-orm/sql';
import { Kysely, PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import { TypeOverrides, type Pool, type PoolClient } from 'pg';
import { parse as parseArray } from 'postgres-array';

export type Entities = readonly EntitySchema[];

/** MikroORM hydrates raw values itself, so its queries carry its own parsers. */
const ormTypes = (): TypeOverrides => {
  const overrides = new TypeOverrides();
  for (const [oid, parser] of Object.entries(createPostgreSqlTypeParsers(text => parseArray(text)))) {
    overrides.setTypeParser(Number(oid), parser);
  }
  return overrides;
};

/** A client as Kysely wants it: same connection, MikroORM's parsers; releasing is the owner's business. */
const borrowed = (client: PoolClient, types: TypeOverrides, release: () => void): PostgresPoolClient =>
  ({
    query: (text: string, values: readonly unknown[]) => client.query({ text, values: [...values], types }),
    release,
  }) as unknown as PostgresPoolClient;

const dialectOn = (connect: () => Promise<PostgresPoolClient>): PostgresDialect =>
  new PostgresDialect({ pool: { connect, end: async () => {} } as unknown as PostgresPool });

/** MikroORM on the pool of this process. Files are never searched: the entities are a list. */
export const openOrm = async (pool: Pool, entities: Entities): Promise<MikroORM> => {
  const types = ormTypes();
  return MikroORM.init({
    entities: [...entities],
    dbName: 'sms111',
    driverOptions: dialectOn(async () => {
      const client = await pool.connect();
      return borrowed(client, types, () => client.release());
    }),
    discovery: { warnWhenNoEntities: false },
    allowGlobalContext: false,
  });
};

/** Makes units of work that run on a connection whose transaction is already open. */
export const managersOf = (orm: MikroORM): ((client: PoolClient) => EntityManager) => {
  const types = ormTypes();
  return client => {
    const em = orm.em.fork();
    const kysely = new Kysely<unknown>({ dialect: dialectOn(async () => borrowed(client, types, () => {})) });
    em.setTransactionContext(kysely);
    return em;
  };
};
