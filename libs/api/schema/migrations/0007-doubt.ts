import { Migration } from '@mikro-orm/migrations';

/**
 * What a person says of messages in doubt, and what senders were told of them. Numbers of states as in
 * `messages/codes.ts`: 0 accepted (held), 8 unconfirmed.
 */
export class Doubt extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `CREATE TABLE queue_policy (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     second_person_above int NOT NULL DEFAULT 10 CHECK (second_person_above >= 0),
     alarm_unconfirmed int NOT NULL DEFAULT 50 CHECK (alarm_unconfirmed > 0),
     alarm_held int NOT NULL DEFAULT 500 CHECK (alarm_held > 0),
     query_after_seconds int NOT NULL DEFAULT 3600 CHECK (query_after_seconds > 0),
     query_most smallint NOT NULL DEFAULT 3 CHECK (query_most BETWEEN 1 AND 20),
     query_per_second smallint NOT NULL DEFAULT 2 CHECK (query_per_second BETWEEN 1 AND 50)
   )`,
  `INSERT INTO queue_policy DEFAULT VALUES`,

  // Who was asked, as far as it is known while a message is in doubt.
  `ALTER TABLE message_exception ADD COLUMN carrier text, ADD COLUMN link text`,
  // Of what is held and what is in doubt, by key: their lists must not walk through the failed ones of a large batch.
  `CREATE INDEX message_exception_open ON message_exception (batch, seq) WHERE state IN (0, 8)`,
  // Rare rows by state and time: what is new and to be told.
  `CREATE INDEX message_exception_state ON message_exception (state, at, batch, seq)`,

  `CREATE TABLE resolution (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     said text NOT NULL CHECK (said IN ('delivered', 'submitted', 'failed', 'unknown')),
     why smallint NOT NULL DEFAULT 0,
     note text NOT NULL,
     reference text NOT NULL,
     asked jsonb NOT NULL,
     carrier_ids jsonb NOT NULL DEFAULT '[]',
     messages int NOT NULL CHECK (messages > 0),
     segments int NOT NULL,
     applied int NOT NULL DEFAULT 0,
     state text NOT NULL CHECK (state IN ('proposed', 'applied', 'rejected', 'withdrawn')),
     proposed_by uuid NOT NULL REFERENCES account,
     proposed_at timestamptz NOT NULL,
     decided_by uuid REFERENCES account,
     decided_at timestamptz,
     CHECK ((state = 'proposed') = (decided_at IS NULL))
   )`,
  `CREATE INDEX resolution_proposed ON resolution (id) WHERE state = 'proposed'`,
  `CREATE TABLE resolution_message (
     resolution_id uuid NOT NULL REFERENCES resolution,
     batch bigint NOT NULL,
     seq int NOT NULL,
     became smallint,
     PRIMARY KEY (batch, seq, resolution_id)
   )`,
  `CREATE INDEX resolution_message_resolution ON resolution_message (resolution_id)`,

  // Batches in which something is in doubt or held, without a look at the others.
  `CREATE INDEX batch_tally_doubt ON batch_tally (batch) WHERE messages > 0 AND state = 8`,
  `CREATE INDEX batch_tally_held ON batch_tally (batch) WHERE messages > 0 AND state = 0 AND reason = 9`,

  // Made by 0003 where that came first: what holds for a carrier and all of its links.
  `CREATE TABLE IF NOT EXISTS carrier_control (
     carrier text PRIMARY KEY REFERENCES network,
     paused_at timestamptz,
     paused_by uuid REFERENCES account,
     pause_reason text,
     offers_query_sm boolean NOT NULL DEFAULT false,
     test_sender text CHECK (test_sender <> '111')
   )`,
  // How often a carrier was asked about a segment whose receipt does not come.
  `CREATE TABLE receipt_query (
     batch bigint NOT NULL,
     seq int NOT NULL,
     part smallint NOT NULL,
     link text NOT NULL,
     asked smallint NOT NULL DEFAULT 0,
     next_at timestamptz NOT NULL,
     PRIMARY KEY (batch, seq, part)
   )`,
  `CREATE INDEX receipt_query_next ON receipt_query (link, next_at)`,

  // How far the digest has read each rare state.
  `CREATE TABLE trouble_cursor (
     state smallint PRIMARY KEY,
     at timestamptz NOT NULL DEFAULT '-infinity',
     batch bigint NOT NULL DEFAULT 0,
     seq int NOT NULL DEFAULT -1
   )`,
  // What of a batch was seen as trouble, by kind; what was told follows from how it changes.
  `CREATE TABLE trouble_told (
     batch bigint NOT NULL,
     kind text NOT NULL CHECK (kind IN ('unconfirmed', 'held', 'failed')),
     messages int NOT NULL,
     PRIMARY KEY (batch, kind)
   )`,
  `CREATE INDEX trouble_told_open ON trouble_told (batch) WHERE messages > 0 AND kind <> 'failed'`,
];
