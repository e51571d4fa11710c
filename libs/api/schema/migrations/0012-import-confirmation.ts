import { Migration } from '@mikro-orm/migrations';

/**
 * A full snapshot that looks cut short waits for a person; whoever handed a file in is told when it changed nothing.
 * What ended before is taken for told.
 */
export class ImportConfirmation extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `ALTER TABLE ported_import DROP CONSTRAINT ported_import_state_check`,
  `ALTER TABLE ported_import ADD CONSTRAINT ported_import_state_check CHECK (state IN
     ('receiving', 'waiting', 'reading', 'building', 'confirming', 'done', 'refused', 'failed', 'discarded'))`,
  `ALTER TABLE ported_import ADD COLUMN told_at timestamptz`,
  `UPDATE ported_import SET told_at = coalesce(ended_at, received_at) WHERE state IN ('refused', 'failed')`,
  `CREATE INDEX ported_import_untold ON ported_import (received_at)
     WHERE told_at IS NULL AND state IN ('refused', 'failed', 'confirming')`,
  `CREATE INDEX ported_import_confirming ON ported_import (snapshot_id) WHERE state = 'confirming'`,
];
