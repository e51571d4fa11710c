import { Migration } from '@mikro-orm/migrations';

/** Since when an agency may not send, by whom and why (AGY-5). */
export class AgencySuspension extends Migration {
  override up(): void {
    for (const statement of STATEMENTS) this.addSql(statement);
  }
}

const STATEMENTS = [
  `ALTER TABLE agency ADD COLUMN suspended_at timestamptz, ADD COLUMN suspended_by uuid REFERENCES account,
                      ADD COLUMN suspension_reason text`,
];
