import { Migration } from '@mikro-orm/migrations';

/**
 * The tables of the first whole. Written by hand: partitions and partial indexes are beyond an ORM's schema diff.
 * States, reasons, channels and route methods are stored as the small numbers of `messages/codes.ts`.
 */
export class FirstHouse extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // ---------------------------------------------------------------- platform
  `CREATE TABLE data_key (
     id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     purpose text NOT NULL CHECK (purpose IN ('seal', 'lookup')),
     agency_id uuid NOT NULL,
     month int NOT NULL,
     wrapped bytea NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (purpose, agency_id, month)
   )`,

  // ---------------------------------------------------------------- audit
  `CREATE TABLE audit_entry (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at timestamptz NOT NULL,
     action text NOT NULL,
     outcome text NOT NULL CHECK (outcome IN ('done', 'refused')),
     account_id uuid,
     login text,
     unit_id uuid,
     agency_id uuid,
     session_id uuid,
     address text,
     trace_id text,
     object_kind text,
     object_id text,
     detail jsonb NOT NULL DEFAULT '{}'
   )`,
  `CREATE INDEX audit_entry_account ON audit_entry (account_id, id DESC)`,
  `CREATE INDEX audit_entry_unit ON audit_entry (unit_id, id DESC)`,
  `CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS
     $$ BEGIN RAISE EXCEPTION 'audit entries are never changed'; END $$`,
  `CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_entry
     FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only()`,

  // ---------------------------------------------------------------- agencies
  `CREATE TABLE agency (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     name text NOT NULL UNIQUE,
     kind text NOT NULL DEFAULT 'central',
     status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
     created_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE TABLE unit (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     agency_id uuid NOT NULL REFERENCES agency,
     name text NOT NULL,
     good_rows_only boolean NOT NULL DEFAULT false,
     created_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (agency_id, name)
   )`,
  `CREATE TABLE unit_signature (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     unit_id uuid NOT NULL REFERENCES unit,
     name text NOT NULL CHECK (name = btrim(name) AND name <> '' AND name !~ '[\\n\\r]'),
     is_default boolean NOT NULL DEFAULT false,
     created_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE (unit_id, name)
   )`,
  `CREATE UNIQUE INDEX unit_signature_one_default ON unit_signature (unit_id) WHERE is_default`,
  `CREATE TABLE contract (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     name text NOT NULL,
     starts_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     unit_price numeric(8,4) NOT NULL CHECK (unit_price > 0),
     CHECK (ends_at > starts_at)
   )`,

  // ---------------------------------------------------------------- accounts
  `CREATE TABLE account (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     unit_id uuid NOT NULL REFERENCES unit,
     kind text NOT NULL CHECK (kind IN ('web', 'api', 'sftp')),
     role text NOT NULL,
     login text NOT NULL,
     name text NOT NULL,
     email text,
     password_hash text,
     totp_sealed bytea,
     totp_last_step bigint,
     status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'disabled')),
     auto_prefix boolean NOT NULL DEFAULT false,
     last_sign_in_at timestamptz,
     created_at timestamptz NOT NULL DEFAULT now(),
     CHECK ((kind = 'web') = (role IN ('user', 'group-manager', 'ministry-admin', 'system-admin'))),
     CHECK (kind = 'web' OR (password_hash IS NULL AND totp_sealed IS NULL)),
     UNIQUE (id, kind)
   )`,
  `CREATE UNIQUE INDEX account_login ON account (lower(login))`,
  `CREATE INDEX account_unit ON account (unit_id)`,
  // One account cannot be both web and API (ACC-7): what belongs to one kind only refers to that kind.
  `CREATE TABLE session (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     token_hash bytea NOT NULL UNIQUE,
     account_id uuid NOT NULL,
     account_kind text NOT NULL GENERATED ALWAYS AS ('web') STORED,
     address text NOT NULL,
     user_agent text NOT NULL,
     started_at timestamptz NOT NULL,
     last_seen_at timestamptz NOT NULL,
     idle_ends_at timestamptz NOT NULL,
     absolute_ends_at timestamptz NOT NULL,
     ended_at timestamptz,
     ended_reason text,
     FOREIGN KEY (account_id, account_kind) REFERENCES account (id, kind)
   )`,
  `CREATE INDEX session_account ON session (account_id) WHERE ended_at IS NULL`,
  `CREATE TABLE sign_in_challenge (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     token_hash bytea NOT NULL UNIQUE,
     account_id uuid NOT NULL,
     account_kind text NOT NULL GENERATED ALWAYS AS ('web') STORED,
     address text NOT NULL,
     created_at timestamptz NOT NULL,
     ends_at timestamptz NOT NULL,
     attempts int NOT NULL DEFAULT 0,
     email_code_hash bytea,
     email_code_ends_at timestamptz,
     email_sent_at timestamptz,
     used_at timestamptz,
     FOREIGN KEY (account_id, account_kind) REFERENCES account (id, kind)
   )`,
  `CREATE INDEX sign_in_challenge_account ON sign_in_challenge (account_id)`,
  `CREATE TABLE sign_in_failure (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at timestamptz NOT NULL,
     login_hash bytea NOT NULL,
     address text NOT NULL
   )`,
  `CREATE INDEX sign_in_failure_login ON sign_in_failure (login_hash, at)`,
  `CREATE INDEX sign_in_failure_address ON sign_in_failure (address, at)`,
  `CREATE TABLE api_key (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     account_id uuid NOT NULL,
     account_kind text NOT NULL GENERATED ALWAYS AS ('api') STORED,
     label text NOT NULL,
     hint text NOT NULL,
     key_hash bytea NOT NULL UNIQUE,
     created_by uuid REFERENCES account,
     created_at timestamptz NOT NULL,
     last_used_at timestamptz,
     revoked_at timestamptz,
     FOREIGN KEY (account_id, account_kind) REFERENCES account (id, kind)
   )`,
  `CREATE INDEX api_key_account ON api_key (account_id)`,
  `CREATE TABLE allowed_address (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     door text NOT NULL CHECK (door IN ('web', 'api', 'sftp')),
     network cidr NOT NULL,
     account_id uuid REFERENCES account,
     note text NOT NULL,
     created_at timestamptz NOT NULL DEFAULT now(),
     UNIQUE NULLS NOT DISTINCT (door, network, account_id)
   )`,

  // ---------------------------------------------------------------- notices
  `CREATE TABLE notice (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     account_id uuid NOT NULL REFERENCES account,
     kind text NOT NULL,
     params jsonb NOT NULL,
     at timestamptz NOT NULL,
     read_at timestamptz,
     dedupe_key text NOT NULL UNIQUE
   )`,
  `CREATE INDEX notice_account ON notice (account_id, id DESC)`,
  `CREATE INDEX notice_unread ON notice (account_id) WHERE read_at IS NULL`,
  `CREATE TABLE outbox (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     kind text NOT NULL CHECK (kind IN ('email')),
     key_id int NOT NULL REFERENCES data_key,
     sealed bytea NOT NULL,
     created_at timestamptz NOT NULL,
     due_at timestamptz NOT NULL,
     attempts int NOT NULL DEFAULT 0,
     last_error text,
     done_at timestamptz,
     given_up_at timestamptz
   )`,
  `CREATE INDEX outbox_due ON outbox (due_at) WHERE done_at IS NULL AND given_up_at IS NULL`,

  // ---------------------------------------------------------------- routing
  `CREATE TABLE network (
     code text PRIMARY KEY,
     name_zh text NOT NULL,
     name_en text NOT NULL
   )`,
  `CREATE TABLE network_merger (
     donor text PRIMARY KEY,
     network text NOT NULL REFERENCES network,
     name_zh text NOT NULL,
     name_en text NOT NULL
   )`,
  `CREATE TABLE number_prefix (
     prefix text PRIMARY KEY CHECK (prefix ~ '^09[0-9]{2,4}$'),
     donor text NOT NULL
   )`,
  `CREATE TABLE routing_policy (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     default_network text NOT NULL REFERENCES network
   )`,

  // ---------------------------------------------------------------- quota
  `CREATE TABLE unit_balance (
     unit_id uuid PRIMARY KEY REFERENCES unit,
     ordered bigint NOT NULL DEFAULT 0,
     remaining bigint NOT NULL DEFAULT 0,
     reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
     charged bigint NOT NULL DEFAULT 0 CHECK (charged >= 0),
     lapsed bigint NOT NULL DEFAULT 0 CHECK (lapsed >= 0),
     CHECK (ordered = remaining + reserved + charged + lapsed)
   )`,
  `CREATE TABLE allocation (
     account_id uuid PRIMARY KEY REFERENCES account,
     unit_id uuid NOT NULL REFERENCES unit_balance,
     ordered bigint NOT NULL DEFAULT 0,
     remaining bigint NOT NULL DEFAULT 0,
     reserved bigint NOT NULL DEFAULT 0 CHECK (reserved >= 0),
     charged bigint NOT NULL DEFAULT 0 CHECK (charged >= 0),
     lapsed bigint NOT NULL DEFAULT 0 CHECK (lapsed >= 0),
     CHECK (ordered = remaining + reserved + charged + lapsed)
   )`,
  `CREATE TABLE ledger_entry (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     at timestamptz NOT NULL,
     kind text NOT NULL CHECK (kind IN ('order', 'allocate', 'reserve', 'charge', 'release', 'lapse', 'adjust')),
     unit_id uuid NOT NULL REFERENCES unit,
     account_id uuid REFERENCES account,
     batch bigint,
     unit_ordered bigint NOT NULL DEFAULT 0,
     account_ordered bigint NOT NULL DEFAULT 0,
     remaining bigint NOT NULL DEFAULT 0,
     reserved bigint NOT NULL DEFAULT 0,
     charged bigint NOT NULL DEFAULT 0,
     lapsed bigint NOT NULL DEFAULT 0
   )`,
  `CREATE INDEX ledger_entry_unit ON ledger_entry (unit_id, id)`,
  `CREATE INDEX ledger_entry_batch ON ledger_entry (batch) WHERE batch IS NOT NULL`,

  // ---------------------------------------------------------------- messages
  `CREATE TABLE batch (
     id bigint PRIMARY KEY,
     unit_id uuid NOT NULL REFERENCES unit,
     agency_id uuid NOT NULL REFERENCES agency,
     account_id uuid NOT NULL REFERENCES account,
     channel smallint NOT NULL,
     state smallint NOT NULL,
     name text NOT NULL,
     signature text NOT NULL,
     key_id int NOT NULL REFERENCES data_key,
     common_sealed bytea,
     messages int NOT NULL,
     segments int NOT NULL,
     waiting_messages int NOT NULL,
     open_messages int NOT NULL,
     charged int NOT NULL DEFAULT 0,
     released int NOT NULL DEFAULT 0,
     unit_price numeric(8,4) NOT NULL,
     accepted_at timestamptz NOT NULL,
     deadline_at timestamptz NOT NULL,
     handed_over_at timestamptz,
     completed_at timestamptz
   )`,
  `CREATE INDEX batch_unit ON batch (unit_id, id DESC)`,
  `CREATE INDEX batch_account ON batch (account_id, id DESC)`,
  `CREATE INDEX batch_open ON batch (id) WHERE state IN (1, 2)`,
  `CREATE INDEX batch_waiting ON batch (id) WHERE waiting_messages > 0`,
  `CREATE TABLE batch_tally (
     batch bigint NOT NULL REFERENCES batch,
     carrier text NOT NULL,
     state smallint NOT NULL,
     reason smallint NOT NULL,
     messages int NOT NULL,
     segments int NOT NULL,
     PRIMARY KEY (batch, carrier, state, reason)
   )`,
  `CREATE INDEX batch_tally_unresolved ON batch_tally (batch) WHERE messages > 0 AND state IN (0, 2, 8)`,
  `CREATE TABLE message (
     batch bigint NOT NULL,
     seq int NOT NULL,
     segments smallint NOT NULL,
     number_hash bytea NOT NULL,
     PRIMARY KEY (batch, seq)
   ) PARTITION BY RANGE (batch)`,
  `CREATE INDEX message_number ON message (number_hash, batch)`,
  `CREATE TABLE message_block (
     batch bigint NOT NULL,
     first_seq int NOT NULL,
     last_seq int NOT NULL,
     sealed bytea NOT NULL,
     PRIMARY KEY (batch, first_seq)
   ) PARTITION BY RANGE (batch)`,
  `CREATE TABLE message_state (
     batch bigint NOT NULL,
     seq int NOT NULL,
     state smallint NOT NULL,
     reason smallint NOT NULL DEFAULT 0,
     parts smallint NOT NULL,
     accepted_parts smallint NOT NULL DEFAULT 0,
     delivered_parts smallint NOT NULL DEFAULT 0,
     failed_parts smallint NOT NULL DEFAULT 0,
     attempts smallint NOT NULL DEFAULT 0,
     route_method smallint NOT NULL DEFAULT 0,
     carrier text NOT NULL DEFAULT '',
     donor text NOT NULL DEFAULT '',
     next_attempt_at timestamptz,
     submitted_at timestamptz,
     final_at timestamptz,
     PRIMARY KEY (batch, seq)
   ) PARTITION BY RANGE (batch)`,
  `CREATE TABLE submit_part (
     batch bigint NOT NULL,
     seq int NOT NULL,
     part smallint NOT NULL,
     link text NOT NULL,
     carrier_message_id text NOT NULL,
     submitted_at timestamptz NOT NULL,
     PRIMARY KEY (batch, seq, part)
   ) PARTITION BY RANGE (batch)`,
  `CREATE INDEX submit_part_carrier_id ON submit_part (carrier_message_id)`,
  `CREATE TABLE submit_refusal (
     batch bigint NOT NULL,
     seq int NOT NULL,
     part smallint NOT NULL,
     link text NOT NULL,
     status bigint NOT NULL,
     final boolean NOT NULL,
     at timestamptz NOT NULL
   ) PARTITION BY RANGE (batch)`,
  `CREATE INDEX submit_refusal_message ON submit_refusal (batch, seq)`,
  `CREATE TABLE part_receipt (
     batch bigint NOT NULL,
     seq int NOT NULL,
     part smallint NOT NULL,
     state smallint NOT NULL,
     reason smallint NOT NULL,
     code text NOT NULL,
     done_at timestamptz,
     received_at timestamptz NOT NULL,
     PRIMARY KEY (batch, seq, part)
   ) PARTITION BY RANGE (batch)`,
  `CREATE TABLE message_exception (
     batch bigint NOT NULL,
     seq int NOT NULL,
     state smallint NOT NULL,
     reason smallint NOT NULL,
     at timestamptz NOT NULL,
     PRIMARY KEY (batch, seq)
   ) PARTITION BY RANGE (batch)`,
  // Partitions: one a month, bounds computable from the time in the key (41 bits of ms since 2024, 12 bits of sequence).
  `CREATE FUNCTION batch_floor(at timestamptz) RETURNS bigint LANGUAGE sql IMMUTABLE AS
     $$ SELECT (extract(epoch FROM at)::bigint - 1704067200) * 1000 * 4096 $$`,
  `CREATE FUNCTION make_partitions(month date) RETURNS void LANGUAGE plpgsql AS $$
     DECLARE
       low bigint := batch_floor((date_trunc('month', month::timestamp)) AT TIME ZONE 'Asia/Taipei');
       high bigint := batch_floor((date_trunc('month', month::timestamp) + interval '1 month') AT TIME ZONE 'Asia/Taipei');
       suffix text := to_char(month, 'YYYYMM');
       parent text;
     BEGIN
       FOREACH parent IN ARRAY ARRAY['message', 'message_block', 'message_state', 'submit_part', 'submit_refusal',
                                     'part_receipt', 'message_exception'] LOOP
         IF to_regclass(parent || '_' || suffix) IS NULL THEN
           EXECUTE format('CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%s) TO (%s)%s',
             parent || '_' || suffix, parent, low, high,
             CASE WHEN parent = 'message_state' THEN ' WITH (fillfactor = 50)' ELSE '' END);
         END IF;
       END LOOP;
     END $$`,
  `CREATE TABLE unmatched_receipt (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     carrier text NOT NULL,
     carrier_message_id text NOT NULL,
     state smallint NOT NULL,
     reason smallint NOT NULL,
     code text NOT NULL,
     done_at timestamptz,
     received_at timestamptz NOT NULL,
     UNIQUE (carrier, carrier_message_id, state)
   )`,
  `CREATE INDEX unmatched_receipt_id ON unmatched_receipt (carrier_message_id)`,
  `CREATE INDEX unmatched_receipt_age ON unmatched_receipt (received_at)`,

  // ---------------------------------------------------------------- intake
  `CREATE TABLE upload (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     unit_id uuid NOT NULL REFERENCES unit,
     account_id uuid NOT NULL REFERENCES account,
     signature_id uuid NOT NULL REFERENCES unit_signature,
     file_name text NOT NULL,
     bytes bigint NOT NULL,
     state text NOT NULL CHECK (state IN ('checking', 'refused', 'returned', 'ready', 'sent')),
     key_id int NOT NULL REFERENCES data_key,
     recognised jsonb,
     rows_read int NOT NULL DEFAULT 0,
     rows_accepted int NOT NULL DEFAULT 0,
     rows_returned int NOT NULL DEFAULT 0,
     rows_skipped int NOT NULL DEFAULT 0,
     segments int,
     fraction real,
     verdict jsonb NOT NULL DEFAULT '{}',
     file_errors jsonb NOT NULL DEFAULT '[]',
     uploaded_at timestamptz NOT NULL,
     checker uuid,
     checks smallint NOT NULL DEFAULT 0,
     lease_until timestamptz,
     checking_since timestamptz,
     checked_at timestamptz,
     batch bigint REFERENCES batch
   )`,
  `CREATE INDEX upload_account ON upload (account_id, id DESC)`,
  `CREATE INDEX upload_checking ON upload (id) WHERE state = 'checking'`,
  `CREATE TABLE upload_chunk (
     upload_id uuid NOT NULL REFERENCES upload ON DELETE CASCADE,
     position int NOT NULL,
     sealed bytea NOT NULL,
     PRIMARY KEY (upload_id, position)
   )`,
  `CREATE TABLE upload_block (
     upload_id uuid NOT NULL REFERENCES upload ON DELETE CASCADE,
     first_row int NOT NULL,
     last_row int NOT NULL,
     accepted int NOT NULL,
     returned int NOT NULL,
     skipped int NOT NULL,
     codes text[] NOT NULL,
     sealed bytea NOT NULL,
     PRIMARY KEY (upload_id, first_row)
   )`,
  `CREATE TABLE client_ref (
     account_id uuid NOT NULL REFERENCES account,
     ref_hash bytea NOT NULL,
     batch bigint NOT NULL,
     seq int NOT NULL,
     PRIMARY KEY (account_id, ref_hash)
   )`,
  `CREATE TABLE idempotency_key (
     account_id uuid NOT NULL REFERENCES account,
     endpoint text NOT NULL,
     key_hash bytea NOT NULL,
     body_hash bytea NOT NULL,
     state text NOT NULL CHECK (state IN ('running', 'done')),
     lease_until timestamptz NOT NULL,
     status int,
     answer bytea,
     created_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL,
     PRIMARY KEY (account_id, endpoint, key_hash)
   )`,
  `CREATE INDEX idempotency_key_expiry ON idempotency_key (expires_at)`,

  // ---------------------------------------------------------------- carriers
  `CREATE TABLE carrier_link (
     id text PRIMARY KEY,
     carrier text NOT NULL REFERENCES network,
     host text NOT NULL,
     port int NOT NULL,
     system_id text NOT NULL,
     password_sealed bytea NOT NULL,
     window_size int NOT NULL DEFAULT 100 CHECK (window_size BETWEEN 1 AND 5000),
     rate_per_second int NOT NULL DEFAULT 0,
     source_ton smallint NOT NULL DEFAULT 3,
     source_npi smallint NOT NULL DEFAULT 1,
     id_form text NOT NULL DEFAULT 'as-is' CHECK (id_form IN ('as-is', 'hex', 'decimal', 'hex-decimal')),
     validity_seconds int NOT NULL DEFAULT 86400,
     response_timeout_ms int NOT NULL DEFAULT 30000,
     enabled boolean NOT NULL DEFAULT true
   )`,
  `CREATE TABLE link_lease (
     link_id text PRIMARY KEY REFERENCES carrier_link,
     worker text NOT NULL,
     lease_until timestamptz NOT NULL,
     state text NOT NULL,
     in_window int NOT NULL DEFAULT 0,
     submitted bigint NOT NULL DEFAULT 0,
     refused bigint NOT NULL DEFAULT 0,
     unanswered bigint NOT NULL DEFAULT 0,
     rate real NOT NULL DEFAULT 0,
     seen_at timestamptz NOT NULL
   )`,
  // What was handed to a link and is not recorded yet: after a crash only these are in doubt.
  `CREATE TABLE claim (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     batch bigint NOT NULL REFERENCES batch,
     link text NOT NULL REFERENCES carrier_link,
     worker text NOT NULL,
     token uuid NOT NULL,
     first_seq int NOT NULL,
     last_seq int NOT NULL,
     seqs int[] NOT NULL,
     lease_until timestamptz NOT NULL,
     taken_at timestamptz NOT NULL DEFAULT now()
   )`,
  `CREATE INDEX claim_batch ON claim (batch)`,
  `CREATE INDEX claim_lease ON claim (lease_until)`,
  // A stop holds the batch against claims, and two workers on one range wait for each other: then the states are read again.
  `CREATE FUNCTION take_claim(p_batch bigint, p_range int, p_link text, p_worker text, p_seqs int[], p_now timestamptz,
                              p_lease interval, p_token uuid)
     RETURNS TABLE (claim_id bigint, seq int, parts smallint, accepted_parts smallint, failed_parts smallint, attempts smallint)
     LANGUAGE plpgsql AS $$
     DECLARE
       taken int[];
       new_id bigint;
       low int := (SELECT min(x) FROM unnest(p_seqs) x);
       high int := (SELECT max(x) FROM unnest(p_seqs) x);
     BEGIN
       PERFORM pg_advisory_xact_lock_shared(p_batch);
       PERFORM pg_advisory_xact_lock(hashint8(p_batch), p_range);
       IF NOT EXISTS (SELECT FROM batch b JOIN agency a ON a.id = b.agency_id
                       WHERE b.id = p_batch AND b.state = 1 AND a.status = 'active') THEN RETURN; END IF;
       IF NOT EXISTS (SELECT FROM carrier_link l WHERE l.id = p_link AND l.enabled) THEN RETURN; END IF;
       SELECT array_agg(s.seq ORDER BY s.seq) INTO taken FROM message_state s
        WHERE s.batch = p_batch AND s.seq = ANY (p_seqs) AND s.state = 0
          AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= p_now)
          AND NOT EXISTS (SELECT FROM claim c WHERE c.batch = p_batch AND c.first_seq <= high AND c.last_seq >= low
                                                AND s.seq = ANY (c.seqs));
       IF taken IS NULL THEN RETURN; END IF;
       INSERT INTO claim (batch, link, worker, token, first_seq, last_seq, seqs, lease_until)
       VALUES (p_batch, p_link, p_worker, p_token, taken[1], taken[array_upper(taken, 1)], taken, p_now + p_lease)
       RETURNING id INTO new_id;
       RETURN QUERY SELECT new_id, s.seq, s.parts, s.accepted_parts, s.failed_parts, s.attempts
                      FROM message_state s WHERE s.batch = p_batch AND s.seq = ANY (taken) ORDER BY s.seq;
     END $$`,
];
