import { AuditTrail } from '@sms111/api/audit';
import { Clock, type Actor, type Reader, type Tx } from '@sms111/api/platform';
import type { AnswerOf, lookUpNumber } from '@sms111/contracts';
import {
  BLOCK_NUMBERS,
  blockOf,
  maskMobile,
  newPrefixTable,
  NOT_PORTED,
  placeOf,
  type PortedTarget,
  type Route,
} from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { givenMobile } from './given-number';
import { OverrideViews } from './overrides/override.views';
import { unpackBlock, unpackChanges } from './ported/packing';
import { instantOf, PortedBlocks, secondsOf } from './ported/ported-blocks';
import { routingState } from './routing-state';
import { SealedNumbers } from './sealed-number';

type Explanation = AnswerOf<typeof lookUpNumber>;
type Step = Explanation['steps'][number];
type Saying = Omit<Step, 'role'>;

interface Plan {
  readonly prefixes: ReturnType<typeof newPrefixTable>;
  readonly mergers: Readonly<Record<string, string>>;
  readonly policy: { readonly network: string; readonly on_unknown: 'default' | 'hold' } | undefined;
}

/**
 * Explains where a number goes, from the tables themselves and not from the memory of some worker: what each step of
 * the order says, which one decides, and what became of the number before (ARC-4, STA-1).
 */
@Injectable()
export class ExplainRoute {
  constructor(
    private readonly clock: Clock,
    private readonly blocks: PortedBlocks,
    private readonly numbers: SealedNumbers,
    private readonly overrides: OverrideViews,
    private readonly audit: AuditTrail,
  ) {}

  /** Problem: `invalid-request`. */
  async execute(tx: Tx, actor: Actor, number: string): Promise<Explanation> {
    const mobile = givenMobile(number);
    const explained = await this.explain(tx, mobile);
    await this.audit.record(tx, actor, {
      action: 'routing.looked-up',
      object: { kind: 'number', id: explained.number },
      detail: { method: explained.route?.method ?? null },
    });
    return explained;
  }

  private async explain(reader: Reader, mobile: string): Promise<Explanation> {
    const now = this.clock.now();
    const { snapshot } = await routingState(reader);
    const targets = await this.blocks.targets(reader);
    const plan = await this.plan(reader);
    const owner = plan.prefixes.networkOf(mobile);
    const donor = owner?.donor ?? null;
    const served = (network: string): string => plan.mergers[network] ?? network;
    const sayings: Saying[] = [
      await this.override(reader, mobile, donor),
      await this.ported(reader, mobile, donor, { snapshot, targets, now, served }),
      await this.answer(reader, mobile, donor, now),
      owner
        ? says('prefix', { network: owner.network, donor })
        : { step: 'prefix', says: null, because: 'no-prefix' },
      plan.policy?.on_unknown === 'default'
        ? says('default', { network: plan.policy.network, donor })
        : { step: 'default', says: null, because: 'hold' },
    ];
    const first = sayings.findIndex(saying => saying.says !== null);
    const decided = sayings[first];
    const route: Route | null = decided?.says
      ? {
          network: decided.says.network,
          donor: decided.says.donor,
          method: decided.step,
          networkCode: decided.says.networkCode,
          snapshot: decided.step === 'override' ? null : snapshot,
        }
      : null;
    return {
      number: maskMobile(mobile),
      at: now.toISOString(),
      route,
      steps: sayings.map((saying, at) => ({
        ...saying,
        role: saying.says === null ? 'silent' : at === first ? 'decides' : 'outranked',
      })),
      history: await this.history(reader, mobile, targets, now),
    };
  }

  private async override(reader: Reader, mobile: string, donor: string | null): Promise<Saying> {
    const found = await this.overrides.of(reader, mobile);
    if (!found) return { step: 'override', says: null, because: 'no-override' };
    return says('override', {
      network: found.network,
      donor,
      since: found.placedAt,
      until: found.endsAt,
    });
  }

  private async ported(
    reader: Reader,
    mobile: string,
    donor: string | null,
    {
      snapshot,
      targets,
      now,
      served,
    }: {
      readonly snapshot: number | null;
      readonly targets: readonly (PortedTarget | undefined)[];
      readonly now: Date;
      readonly served: (network: string) => string;
    },
  ): Promise<Saying> {
    if (snapshot === null) return { step: 'ported', says: null, because: 'no-snapshot' };
    const { target, since } = await this.inForce(reader, snapshot, placeOf(mobile), secondsOf(now));
    if (target === NOT_PORTED) return { step: 'ported', says: null, because: 'not-ported' };
    const found = targets[target];
    if (!found?.network) return { step: 'ported', says: null, because: 'given-back' };
    return says('ported', {
      network: served(found.network),
      donor,
      networkCode: found.networkCode,
      since: instantOf(since).toISOString(),
    });
  }

  /** What the snapshot says of a number, with the changes of it whose moment has come since it was made. */
  private async inForce(
    reader: Reader,
    snapshot: number,
    place: number,
    now: number,
  ): Promise<{ target: number; since: number }> {
    const came = (await this.blocks.pending(reader, snapshot))
      .flatMap(packed => unpackChanges(packed, place))
      .findLast(change => change.at <= now);
    if (came) return { target: came.target, since: came.at };
    const [row] = await reader.query<{ id: string }>(
      'SELECT block_id AS id FROM ported_snapshot_block WHERE snapshot_id = $1 AND block = $2',
      [snapshot, blockOf(place)],
    );
    if (!row) return { target: NOT_PORTED, since: 0 };
    const packed = await this.blocks.packed(reader, row.id);
    const block = unpackBlock(packed.targets, packed.since);
    const offset = place % BLOCK_NUMBERS;
    return { target: block.targets[offset] ?? NOT_PORTED, since: block.since[offset] ?? 0 };
  }

  private async answer(reader: Reader, mobile: string, donor: string | null, now: Date): Promise<Saying> {
    const [row] = await reader.query<{
      network: string;
      network_code: string | null;
      asked_at: Date;
      expires_at: Date;
    }>(
      `SELECT network, network_code, asked_at, expires_at FROM route_answer
        WHERE number_hash = $1 AND expires_at > $2`,
      [this.numbers.hash('answer', mobile), now],
    );
    if (!row) return { step: 'cache', says: null, because: 'no-answer' };
    return says('cache', {
      network: row.network,
      donor,
      networkCode: row.network_code,
      since: row.asked_at.toISOString(),
      until: row.expires_at.toISOString(),
    });
  }

  private async history(
    reader: Reader,
    mobile: string,
    targets: readonly (PortedTarget | undefined)[],
    now: Date,
  ): Promise<Explanation['history']> {
    const place = placeOf(mobile);
    const said = await this.blocks.historyOf(reader, blockOf(place), place);
    const seen = new Map<string, Explanation['history'][number]>();
    for (const { snapshot, changes } of said) {
      for (const { target, at, donor } of changes) {
        const { network = null, networkCode = null } = targets[target] ?? {};
        const effectiveAt = instantOf(at).toISOString();
        // A later snapshot repeats what an earlier one said: whoever said it first is named.
        seen.set(JSON.stringify([at, target, donor]), {
          effectiveAt,
          donor,
          recipient: network,
          networkCode,
          snapshot,
          later: at > secondsOf(now),
        });
      }
    }
    return [...seen.values()].sort((one, other) => (one.effectiveAt < other.effectiveAt ? 1 : -1));
  }

  private async plan(reader: Reader): Promise<Plan> {
    const prefixes = await reader.query<{ prefix: string; donor: string }>(
      'SELECT prefix, donor FROM number_prefix',
    );
    const merged = await reader.query<{ donor: string; network: string }>(
      'SELECT donor, network FROM network_merger',
    );
    const [policy] = await reader.query<NonNullable<Plan['policy']>>(
      'SELECT default_network AS network, on_unknown FROM routing_policy',
    );
    const mergers = Object.fromEntries(merged.map(({ donor, network }) => [donor, network]));
    return { prefixes: newPrefixTable(prefixes, mergers), mergers, policy };
  }
}

const says = (
  step: Step['step'],
  given: { network: string; donor: string | null } & Partial<NonNullable<Step['says']>>,
): Saying => ({
  step,
  says: { networkCode: null, since: null, until: null, ...given },
  because: null,
});
