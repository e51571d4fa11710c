import { Clock, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showRouting } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { NumberQuery } from './query/number-query';
import { SnapshotViews } from './snapshots/snapshot.views';

type Overview = AnswerOf<typeof showRouting>;

/** What numbers are routed by, as one screen. */
@Injectable()
export class RoutingViews {
  constructor(
    private readonly clock: Clock,
    private readonly snapshots: SnapshotViews,
    private readonly query: NumberQuery,
  ) {}

  async show(reader: Reader): Promise<Overview> {
    const [row] = await reader.query<{
      onUnknown: Overview['policy']['onUnknown'] | null;
      defaultNetwork: string | null;
      networks: string[];
      prefixes: number;
      overrides: number;
      answers: number;
    }>(
      `SELECT p.on_unknown AS "onUnknown", p.default_network AS "defaultNetwork",
              ARRAY(SELECT code FROM network ORDER BY code) AS networks,
              (SELECT count(*)::int FROM number_prefix) AS prefixes,
              (SELECT count(*)::int FROM number_override WHERE ended_at IS NULL AND (ends_at IS NULL OR ends_at > $1))
                AS overrides,
              (SELECT count(*)::int FROM route_answer WHERE expires_at > $1) AS answers
         FROM routing_state s LEFT JOIN routing_policy p ON true`,
      [this.clock.now()],
    );
    return {
      snapshot: await this.snapshots.inForce(reader),
      policy: { onUnknown: row?.onUnknown ?? 'hold', defaultNetwork: row?.defaultNetwork ?? '' },
      networks: row?.networks ?? [],
      prefixes: row?.prefixes ?? 0,
      overrides: row?.overrides ?? 0,
      answers: row?.answers ?? 0,
      querying: this.query.isSetUp,
    };
  }
}
