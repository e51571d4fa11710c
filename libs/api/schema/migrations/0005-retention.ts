import { Migration } from '@mikro-orm/migrations';

/** Master keys by id, the end of a month's records, legal holds, certificates and the three-year log (SEC-7, GSP-27). */
export class Retention extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // ---------------------------------------------------------------- platform
  // A destroyed key leaves its row: batches name it, and a key that is missing would be made anew.
  `ALTER TABLE data_key
     ADD COLUMN master_id text,
     ADD COLUMN destroyed_at timestamptz,
     ALTER COLUMN wrapped DROP NOT NULL,
     ADD CHECK ((wrapped IS NULL) = (destroyed_at IS NOT NULL))`,
  `CREATE INDEX data_key_month ON data_key (month)`,
  `CREATE TABLE master_key (
     id text PRIMARY KEY,
     first_used_at timestamptz NOT NULL DEFAULT now(),
     retired_at timestamptz,
     retired_by uuid REFERENCES account
   )`,
  // The row is held until the commit, so that a master key cannot be retired while something is being wrapped under it.
  `CREATE FUNCTION refuse_retired_master() RETURNS trigger LANGUAGE plpgsql AS $$
     DECLARE
       ended timestamptz;
     BEGIN
       INSERT INTO master_key (id) VALUES (NEW.master_id) ON CONFLICT (id) DO NOTHING;
       SELECT retired_at INTO ended FROM master_key WHERE id = NEW.master_id FOR SHARE;
       IF ended IS NOT NULL THEN RAISE EXCEPTION 'master key % was retired', NEW.master_id; END IF;
       RETURN NEW;
     END $$`,
  `CREATE TRIGGER data_key_master BEFORE INSERT OR UPDATE OF master_id ON data_key
     FOR EACH ROW WHEN (NEW.master_id IS NOT NULL) EXECUTE FUNCTION refuse_retired_master()`,

  // ---------------------------------------------------------------- messages
  `ALTER TABLE batch ADD COLUMN shredded_at timestamptz`,
  // What is left of messages for three years: a row holds up to a thousand of them, times in seconds after the batch's own.
  `CREATE TABLE message_log (
     batch bigint NOT NULL,
     first_seq int NOT NULL,
     last_seq int NOT NULL,
     segments smallint[] NOT NULL,
     states smallint[] NOT NULL,
     submitted_after int[] NOT NULL,
     final_after int[] NOT NULL,
     PRIMARY KEY (batch, first_seq)
   ) PARTITION BY RANGE (batch)`,
  `CREATE FUNCTION make_log_partition(month date) RETURNS void LANGUAGE plpgsql AS $$
     BEGIN
       IF to_regclass('message_log_' || to_char(month, 'YYYYMM')) IS NULL THEN
         EXECUTE format('CREATE TABLE %I PARTITION OF message_log FOR VALUES FROM (%s) TO (%s)',
           'message_log_' || to_char(month, 'YYYYMM'),
           batch_floor(month::timestamp AT TIME ZONE 'Asia/Taipei'),
           batch_floor((month::timestamp + interval '1 month') AT TIME ZONE 'Asia/Taipei'));
       END IF;
     END $$`,
  // What a month holds, counted now and then: a page must not walk through partitions.
  `CREATE TABLE month_survey (
     month int PRIMARY KEY,
     batches int NOT NULL,
     messages bigint NOT NULL,
     segments bigint NOT NULL,
     bytes bigint NOT NULL,
     unresolved bigint NOT NULL,
     last_final_at timestamptz,
     surveyed_at timestamptz NOT NULL
   )`,

  // ---------------------------------------------------------------- intake
  // Rows come in the order of their batches, so a few bytes a hundred pages find those of a month.
  `CREATE INDEX client_ref_batch ON client_ref USING brin (batch)`,

  // ---------------------------------------------------------------- operations
  `CREATE TABLE legal_hold (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     agency_id uuid REFERENCES agency,
     month int,
     reason text NOT NULL,
     until timestamptz,
     set_by uuid NOT NULL REFERENCES account,
     set_at timestamptz NOT NULL,
     ended_by uuid REFERENCES account,
     ended_at timestamptz,
     end_reason text,
     CHECK (agency_id IS NOT NULL OR month IS NOT NULL),
     CHECK ((ended_at IS NULL) = (ended_by IS NULL))
   )`,
  `CREATE INDEX legal_hold_open ON legal_hold (month, agency_id) WHERE ended_at IS NULL`,
  `CREATE TABLE log_period (
     agency_id uuid PRIMARY KEY REFERENCES agency,
     months int NOT NULL CHECK (months >= 36),
     reason text NOT NULL,
     set_by uuid NOT NULL REFERENCES account,
     set_at timestamptz NOT NULL
   )`,
  // Nobody agrees to what he proposed himself; without a proposer it was the clock's by policy.
  `CREATE TABLE destruction (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     month int NOT NULL,
     state text NOT NULL CHECK (state IN ('proposed', 'withdrawn', 'approved', 'logged', 'shredded', 'cleared',
                                          'dropped', 'done')),
     spared uuid[] NOT NULL DEFAULT '{}',
     proposed_by uuid REFERENCES account,
     proposed_at timestamptz NOT NULL,
     approved_by uuid REFERENCES account,
     approved_at timestamptz,
     withdrawn_by uuid REFERENCES account,
     withdrawn_at timestamptz,
     counts jsonb NOT NULL DEFAULT '{}',
     shredded_at timestamptz,
     finished_at timestamptz,
     worker uuid,
     lease_until timestamptz,
     last_error text,
     failed_at timestamptz,
     CHECK (approved_by IS DISTINCT FROM proposed_by OR approved_by IS NULL),
     CHECK (state IN ('proposed', 'withdrawn') OR approved_by IS NOT NULL OR proposed_by IS NULL)
   )`,
  `CREATE UNIQUE INDEX destruction_open ON destruction (month) WHERE state NOT IN ('withdrawn', 'done')`,
  `CREATE TABLE destruction_certificate (
     id uuid PRIMARY KEY,
     number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
     destruction_id uuid NOT NULL UNIQUE REFERENCES destruction,
     month int NOT NULL,
     body text NOT NULL,
     previous_hash bytea,
     hash bytea NOT NULL UNIQUE,
     seal bytea NOT NULL,
     issued_at timestamptz NOT NULL
   )`,
  `CREATE FUNCTION certificate_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'certificates are never changed'; END $$`,
  `CREATE TRIGGER destruction_certificate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON destruction_certificate
     FOR EACH STATEMENT EXECUTE FUNCTION certificate_is_append_only()`,
];
