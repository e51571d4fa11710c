import { Migration } from '@mikro-orm/migrations';

/**
 * Room for both updates of every row on its own page: at two fifths one update in six found none, went to another page and
 * into both indexes again, which cost more space than the emptier pages do.
 */
export class RoomForUpdates extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `CREATE OR REPLACE FUNCTION make_partitions(month date) RETURNS void LANGUAGE plpgsql AS $$
     DECLARE
       low bigint := batch_floor((date_trunc('month', month::timestamp)) AT TIME ZONE 'Asia/Taipei');
       high bigint := batch_floor((date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Taipei');
       suffix text := to_char(month, 'YYYYMM');
       parent text;
     BEGIN
       FOREACH parent IN ARRAY ARRAY['message_block', 'message_state', 'submit_part', 'submit_refusal', 'part_receipt',
                                     'message_exception'] LOOP
         IF to_regclass(parent || '_' || suffix) IS NULL THEN
           EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)%s',
             parent || '_' || suffix, parent, low, high,
             CASE WHEN parent = 'message_state' THEN ' WITH (fillfactor = 30)' ELSE '' END);
         END IF;
       END LOOP;
     END $$`,

  // Pages that are written from now on; those that are full stay as they are.
  `DO $$
     DECLARE
       leaf regclass;
     BEGIN
       FOR leaf IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'message_state'::regclass LOOP
         EXECUTE format('ALTER TABLE %s SET (fillfactor = 30)', leaf);
       END LOOP;
     END $$`,
];
