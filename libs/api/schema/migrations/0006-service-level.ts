import { Migration } from '@mikro-orm/migrations';

/** The contract's clock of each batch (OPS-11, A5), the pace that it is judged by, and the sums of a month. */
export class ServiceLevel extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  // Whether the clock of a batch has its last figure: what has none is found by a small index, however many batches there are.
  `ALTER TABLE batch ADD COLUMN clocked boolean NOT NULL DEFAULT false`,
  `CREATE INDEX batch_unclocked ON batch (id) WHERE NOT clocked`,
  // Kept for the report, longer than its batch: no foreign key to it.
  `CREATE TABLE service_level (
     batch bigint PRIMARY KEY,
     unit_id uuid NOT NULL REFERENCES unit,
     state text NOT NULL CHECK (state IN ('within', 'at-risk', 'missed', 'met', 'withdrawn')),
     accepted_at timestamptz NOT NULL,
     due_at timestamptz NOT NULL,
     messages int NOT NULL,
     segments int NOT NULL,
     allowed_seconds int NOT NULL,
     paused_since timestamptz,
     paused_ms bigint NOT NULL DEFAULT 0,
     handed_over_at timestamptz,
     used_seconds double precision,
     points int NOT NULL DEFAULT 0,
     points_with_pauses int NOT NULL DEFAULT 0,
     at_risk_at timestamptz,
     missed_at timestamptz
   )`,
  `CREATE INDEX service_level_late ON service_level (batch DESC) WHERE state IN ('at-risk', 'missed')`,
  `CREATE INDEX service_level_open ON service_level (batch) WHERE handed_over_at IS NULL`,
  // Sums of the figures, moved in the transaction that moves a figure: a page never counts a month of batches.
  `CREATE TABLE service_month (
     month date NOT NULL,
     state text NOT NULL,
     batches bigint NOT NULL DEFAULT 0,
     segments bigint NOT NULL DEFAULT 0,
     points bigint NOT NULL DEFAULT 0,
     slowest_seconds double precision NOT NULL DEFAULT 0,
     PRIMARY KEY (month, state)
   )`,
  // One row a batch under way, gone with the hand-over: how its recipients divide, and what was handed over some moments ago.
  `CREATE TABLE batch_pace (
     batch bigint PRIMARY KEY REFERENCES batch ON DELETE CASCADE,
     shares jsonb,
     samples jsonb NOT NULL DEFAULT '[]',
     sampled_at timestamptz
   )`,
];
