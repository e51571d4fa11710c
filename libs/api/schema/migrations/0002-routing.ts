import { Migration } from '@mikro-orm/migrations';

/**
 * Ported numbers, overrides, answers of query services. Numbers are ciphertext: a snapshot is a list of immutable,
 * sealed blocks of 100,000 numbers, and snapshots share the blocks in which they do not differ.
 */
export class Routing extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `ALTER TABLE routing_policy ADD COLUMN on_unknown text NOT NULL DEFAULT 'default'
     CHECK (on_unknown IN ('default', 'hold'))`,
  // One byte of a block names one of these. Append only: blocks hold the numbers for years.
  `CREATE TABLE ported_target (
     id smallint PRIMARY KEY CHECK (id BETWEEN 1 AND 255),
     network text,
     network_code text,
     UNIQUE NULLS NOT DISTINCT (network, network_code)
   )`,
  `INSERT INTO ported_target (id, network, network_code) VALUES (1, NULL, NULL)`,
  `CREATE TABLE ported_block (
     id uuid PRIMARY KEY,
     block smallint NOT NULL CHECK (block BETWEEN 0 AND 999),
     -- Keyed hash of what it holds: an import finds out what it does not change.
     digest bytea NOT NULL,
     ported int NOT NULL,
     targets bytea NOT NULL,
     since bytea NOT NULL
   )`,
  `CREATE TABLE ported_snapshot (
     id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     parent_id int,
     kind text NOT NULL CHECK (kind IN ('snapshot', 'changes')),
     file_name text NOT NULL,
     rows int NOT NULL,
     ported int NOT NULL,
     pending int NOT NULL,
     made_at timestamptz NOT NULL,
     made_by text,
     -- False while its blocks are being written; nobody sees it then.
     complete boolean NOT NULL DEFAULT false
   )`,
  `CREATE TABLE ported_snapshot_block (
     snapshot_id int NOT NULL REFERENCES ported_snapshot ON DELETE CASCADE,
     block smallint NOT NULL,
     block_id uuid NOT NULL REFERENCES ported_block,
     PRIMARY KEY (snapshot_id, block)
   )`,
  `CREATE INDEX ported_snapshot_block_id ON ported_snapshot_block (block_id)`,
  // Changes whose time has not come when the snapshot was made, in the order of their time.
  `CREATE TABLE ported_pending (
     snapshot_id int NOT NULL REFERENCES ported_snapshot ON DELETE CASCADE,
     position int NOT NULL,
     changes int NOT NULL,
     sealed bytea NOT NULL,
     PRIMARY KEY (snapshot_id, position)
   )`,
  // What each import said of the numbers of a block: the history that a number is explained with.
  `CREATE TABLE ported_history (
     snapshot_id int NOT NULL REFERENCES ported_snapshot ON DELETE CASCADE,
     block smallint NOT NULL,
     sealed bytea NOT NULL,
     PRIMARY KEY (block, snapshot_id)
   )`,
  `CREATE INDEX ported_history_snapshot ON ported_history (snapshot_id)`,
  `CREATE TABLE ported_import (
     id uuid PRIMARY KEY,
     kind text NOT NULL CHECK (kind IN ('snapshot', 'changes')),
     state text NOT NULL CHECK (state IN ('receiving', 'waiting', 'reading', 'building', 'done', 'refused', 'failed')),
     file_name text NOT NULL,
     bytes bigint NOT NULL DEFAULT 0,
     bytes_read bigint NOT NULL DEFAULT 0,
     rows int NOT NULL DEFAULT 0,
     fault_count int NOT NULL DEFAULT 0,
     faults jsonb NOT NULL DEFAULT '[]',
     snapshot_id int REFERENCES ported_snapshot ON DELETE SET NULL,
     account_id uuid,
     login text,
     unit_id uuid,
     agency_id uuid,
     received_at timestamptz NOT NULL,
     ended_at timestamptz,
     runner uuid,
     runs int NOT NULL DEFAULT 0,
     lease_until timestamptz
   )`,
  `CREATE INDEX ported_import_received ON ported_import (received_at DESC, id DESC)`,
  `CREATE INDEX ported_import_open ON ported_import (received_at) WHERE state IN ('receiving', 'waiting', 'reading', 'building')`,
  `CREATE TABLE ported_import_piece (
     import_id uuid NOT NULL REFERENCES ported_import ON DELETE CASCADE,
     position int NOT NULL,
     sealed bytea NOT NULL,
     PRIMARY KEY (import_id, position)
   )`,
  `CREATE TABLE number_override (
     id uuid PRIMARY KEY DEFAULT uuidv7(),
     number_hash bytea NOT NULL,
     number_sealed bytea NOT NULL,
     network text NOT NULL REFERENCES network,
     reason text NOT NULL,
     placed_at timestamptz NOT NULL,
     placed_by text,
     ends_at timestamptz,
     ended_at timestamptz,
     ended_by text
   )`,
  `CREATE UNIQUE INDEX number_override_open ON number_override (number_hash) WHERE ended_at IS NULL`,
  // Answers of a query service, as long as they hold; every worker reads what is new by its number.
  `CREATE TABLE route_answer (
     id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     number_hash bytea NOT NULL UNIQUE,
     number_sealed bytea NOT NULL,
     network text NOT NULL REFERENCES network,
     network_code text,
     asked_at timestamptz NOT NULL,
     expires_at timestamptz NOT NULL
   )`,
  `CREATE INDEX route_answer_expiry ON route_answer (expires_at)`,
  // One row: which snapshot is in force, and a number that grows with every change of anything that routes.
  `CREATE TABLE routing_state (
     one boolean PRIMARY KEY DEFAULT true CHECK (one),
     version bigint NOT NULL DEFAULT 0,
     snapshot_id int REFERENCES ported_snapshot
   )`,
  `INSERT INTO routing_state DEFAULT VALUES`,
];
