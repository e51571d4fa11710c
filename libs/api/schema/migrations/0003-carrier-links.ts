import { Migration } from '@mikro-orm/migrations';

/** Links as data, their control, their figures, and changes that take two persons. */
export class CarrierLinks extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `ALTER TABLE carrier_link
     ADD COLUMN bind_mode text NOT NULL DEFAULT 'transceiver' CHECK (bind_mode IN ('transceiver', 'pair')),
     ADD COLUMN receiver_host text,
     ADD COLUMN receiver_port int,
     ADD COLUMN system_type text NOT NULL DEFAULT '',
     ADD COLUMN dest_ton smallint NOT NULL DEFAULT 1,
     ADD COLUMN dest_npi smallint NOT NULL DEFAULT 1,
     ADD COLUMN dest_form text NOT NULL DEFAULT 'international' CHECK (dest_form IN ('international', 'national')),
     ADD COLUMN data_coding smallint NOT NULL DEFAULT 8,
     ADD COLUMN concat text NOT NULL DEFAULT 'udh8' CHECK (concat IN ('udh8', 'sar', 'payload', 'numbered')),
     ADD COLUMN tls text NOT NULL DEFAULT 'off' CHECK (tls IN ('off', 'ca', 'pinned')),
     ADD COLUMN tls_certificate text,
     ADD COLUMN tls_server_name text,
     ADD COLUMN weight int NOT NULL DEFAULT 10 CHECK (weight BETWEEN 1 AND 100),
     ADD COLUMN enquire_link_ms int NOT NULL DEFAULT 30000,
     ADD COLUMN bind_timeout_ms int NOT NULL DEFAULT 10000,
     ADD COLUMN revision int NOT NULL DEFAULT 1,
     ADD COLUMN drained_at timestamptz,
     ADD COLUMN drained_by uuid REFERENCES account,
     ADD COLUMN drain_reason text,
     ADD COLUMN off_at timestamptz,
     ADD COLUMN off_by uuid REFERENCES account,
     ADD COLUMN off_reason text,
     ADD CHECK (rate_per_second >= 0),
     ADD CHECK (tls <> 'pinned' OR tls_certificate IS NOT NULL)`,

  // What holds for a carrier and all of its links. A claim reads paused_at.
  `CREATE TABLE carrier_control (
     carrier text PRIMARY KEY REFERENCES network,
     paused_at timestamptz,
     paused_by uuid REFERENCES account,
     pause_reason text,
     offers_query_sm boolean NOT NULL DEFAULT false,
     test_sender text CHECK (test_sender <> '111')
   )`,
  // How one carrier speaks: a submit's status, a receipt's word, a receipt's number. What is not here is read by the standard.
  `CREATE TABLE carrier_error_map (
     carrier text NOT NULL REFERENCES network,
     source text NOT NULL CHECK (source IN ('submit', 'stat', 'err')),
     code text NOT NULL,
     reason text NOT NULL,
     action text NOT NULL CHECK (action IN ('again', 'other-carrier', 'final', 'wait')),
     note text NOT NULL DEFAULT '',
     PRIMARY KEY (carrier, source, code),
     CHECK (CASE source WHEN 'submit' THEN action <> 'wait' WHEN 'stat' THEN action IN ('final', 'wait') ELSE action = 'final' END)
   )`,

  // Which workers are alive, so that they share the links.
  `CREATE TABLE worker_beat (
     worker text PRIMARY KEY,
     born_at timestamptz NOT NULL,
     seen_at timestamptz NOT NULL
   )`,
  // What a link's holder saw lately; written once a beat.
  `CREATE TABLE link_figure (
     link_id text PRIMARY KEY REFERENCES carrier_link,
     worker text NOT NULL,
     at timestamptz NOT NULL,
     revision int NOT NULL,
     state_since timestamptz NOT NULL,
     breaker text NOT NULL,
     breaker_since timestamptz NOT NULL,
     window_now int NOT NULL,
     rate_now int NOT NULL,
     strangers bigint NOT NULL DEFAULT 0,
     bind_fault text,
     bind_fault_at timestamptz,
     next_bind_at timestamptz,
     recent jsonb NOT NULL
   ) WITH (fillfactor = 50)`,

  // A change of a link, or of a carrier's error map and habits: proposed by one, decided by another.
  `CREATE TABLE link_change (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     kind text NOT NULL CHECK (kind IN ('create', 'edit', 'carrier')),
     carrier text NOT NULL REFERENCES network,
     link_id text,
     base_revision int NOT NULL DEFAULT 0,
     before jsonb NOT NULL,
     after jsonb NOT NULL,
     password_sealed bytea,
     reason text NOT NULL,
     state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'approved', 'rejected', 'withdrawn')),
     proposed_by uuid NOT NULL REFERENCES account,
     proposed_at timestamptz NOT NULL,
     decided_by uuid REFERENCES account,
     decided_at timestamptz,
     decision_note text,
     CHECK ((kind = 'carrier') = (link_id IS NULL)),
     CHECK ((state = 'waiting') = (decided_by IS NULL)),
     CHECK (state NOT IN ('approved', 'rejected') OR decided_by <> proposed_by)
   )`,
  `CREATE UNIQUE INDEX link_change_waiting_link ON link_change (link_id) WHERE state = 'waiting' AND link_id IS NOT NULL`,
  `CREATE UNIQUE INDEX link_change_waiting_carrier ON link_change (carrier) WHERE state = 'waiting' AND kind = 'carrier'`,
  `CREATE INDEX link_change_link ON link_change (link_id, id DESC)`,
  `CREATE INDEX link_change_carrier ON link_change (carrier, id DESC)`,

  // A bind or a message to try a link with; done by the worker that holds it.
  `CREATE TABLE link_test (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     link_id text NOT NULL,
     carrier text NOT NULL REFERENCES network,
     kind text NOT NULL CHECK (kind IN ('bind', 'message')),
     number_sealed bytea,
     state text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'running', 'submitted', 'done', 'failed')),
     answer text NOT NULL DEFAULT '',
     carrier_key text,
     asked_by uuid NOT NULL REFERENCES account,
     asked_at timestamptz NOT NULL,
     worker text,
     started_at timestamptz,
     submitted_at timestamptz,
     ended_at timestamptz,
     CHECK ((kind = 'message') = (number_sealed IS NOT NULL))
   )`,
  `CREATE INDEX link_test_link ON link_test (link_id, id DESC)`,
  `CREATE INDEX link_test_open ON link_test (id) WHERE state IN ('waiting', 'running', 'submitted')`,
];
