import { AuditTrail, type Bystander } from '@sms111/api/audit';
import type { Actor, Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { touchRouting } from './routing-state';

export interface NumberPlan {
  readonly networks: readonly { code: string; zh: string; en: string }[];
  /** Networks that were merged into another. */
  readonly mergers: readonly { donor: string; network: string; zh: string; en: string }[];
  readonly prefixes: readonly { prefix: string; donor: string }[];
  readonly defaultNetwork: string;
}

/** Replaces the numbering plan in one transaction; a plan that does not fit changes nothing. */
@Injectable()
export class LoadPrefixes {
  constructor(private readonly audit: AuditTrail) {}

  async execute(tx: Tx, by: Actor | Bystander, plan: NumberPlan): Promise<void> {
    await tx.execute(
      `INSERT INTO network (code, name_zh, name_en) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
       ON CONFLICT (code) DO UPDATE SET name_zh = excluded.name_zh, name_en = excluded.name_en`,
      [plan.networks.map(n => n.code), plan.networks.map(n => n.zh), plan.networks.map(n => n.en)],
    );
    await tx.execute('DELETE FROM network_merger');
    await tx.execute(
      `INSERT INTO network_merger (donor, network, name_zh, name_en)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[])`,
      [
        plan.mergers.map(m => m.donor),
        plan.mergers.map(m => m.network),
        plan.mergers.map(m => m.zh),
        plan.mergers.map(m => m.en),
      ],
    );
    await tx.execute('DELETE FROM number_prefix');
    await tx.execute(
      'INSERT INTO number_prefix (prefix, donor) SELECT * FROM unnest($1::text[], $2::text[])',
      [plan.prefixes.map(p => p.prefix), plan.prefixes.map(p => p.donor)],
    );
    await tx.execute(
      `INSERT INTO routing_policy (default_network) VALUES ($1)
       ON CONFLICT (one) DO UPDATE SET default_network = excluded.default_network`,
      [plan.defaultNetwork],
    );
    await touchRouting(tx);
    await this.audit.record(tx, by, { action: 'routing.loaded', detail: { prefixes: plan.prefixes.length } });
  }
}
