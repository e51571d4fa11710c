import { AuditTrail, type Bystander } from '@sms111/api/audit';
import type { Actor, Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { NumberPlan } from './load-prefixes';
import { touchRouting } from './routing-state';

/**
 * Enters the numbering plan that an installation begins with. What stands already is left as it is, for an operator may have
 * changed it: an installation with a policy has begun, and where there are prefixes they are the plan.
 */
@Injectable()
export class BeginPlan {
  constructor(private readonly audit: AuditTrail) {}

  /** `false`: nothing was missing. */
  async execute(tx: Tx, by: Actor | Bystander, plan: NumberPlan): Promise<boolean> {
    const [begun] = await tx.query('SELECT FROM routing_policy');
    if (begun) return false;
    await tx.execute(
      `INSERT INTO network (code, name_zh, name_en) SELECT * FROM unnest($1::text[], $2::text[], $3::text[])
       ON CONFLICT DO NOTHING`,
      [plan.networks.map(n => n.code), plan.networks.map(n => n.zh), plan.networks.map(n => n.en)],
    );
    const prefixes = await this.prefixes(tx, plan);
    await tx.execute('INSERT INTO routing_policy (default_network) VALUES ($1) ON CONFLICT DO NOTHING', [
      plan.defaultNetwork,
    ]);
    await touchRouting(tx);
    await this.audit.record(tx, by, { action: 'routing.loaded', detail: { prefixes } });
    return true;
  }

  /** So many were entered. */
  private async prefixes(tx: Tx, { prefixes, mergers }: NumberPlan): Promise<number> {
    const [standing] = await tx.query('SELECT FROM number_prefix LIMIT 1');
    if (standing) return 0;
    await tx.execute(
      `INSERT INTO network_merger (donor, network, name_zh, name_en)
       SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[]) ON CONFLICT DO NOTHING`,
      [
        mergers.map(m => m.donor),
        mergers.map(m => m.network),
        mergers.map(m => m.zh),
        mergers.map(m => m.en),
      ],
    );
    return tx.execute(
      `INSERT INTO number_prefix (prefix, donor) SELECT * FROM unnest($1::text[], $2::text[]) ON CONFLICT DO NOTHING`,
      [prefixes.map(p => p.prefix), prefixes.map(p => p.donor)],
    );
  }
}
