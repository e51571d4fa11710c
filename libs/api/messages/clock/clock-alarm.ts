import { AccountViews } from '@sms111/api/accounts';
import { Notices } from '@sms111/api/notices';
import { LOG, Metrics, type CounterOf, type Log, type Tx } from '@sms111/api/platform';
import { formatBatchId, type ClockState } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';

export interface Alarm {
  readonly batch: number;
  readonly accountId: string;
  readonly name: string;
  readonly state: ClockState;
  readonly dueAt: Date;
  /** Segments that no carrier has yet. */
  readonly waiting: number;
  readonly why: string;
}

const KINDS = { 'at-risk': 'dispatch-at-risk', missed: 'dispatch-missed' } as const;

/**
 * Tells that a deadline is in danger or gone: the sender, and everybody who keeps the links running (RES-2, STA-2). Once a
 * batch, state and person, whoever sees it and however often; in the application and by mail, and nobody can switch it off.
 */
@Injectable()
export class ClockAlarm {
  private readonly alarms: CounterOf<'state'>;

  constructor(
    private readonly accounts: AccountViews,
    private readonly notices: Notices,
    metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.alarms = metrics.counter('sms111_deadline_alarms_total', 'Alarms about deadlines, by state', [
      'state',
    ]);
  }

  async sound(tx: Tx, { batch, accountId, name, state, dueAt, waiting, why }: Alarm): Promise<void> {
    if (state !== 'at-risk' && state !== 'missed') return;
    const batchId = formatBatchId(batch);
    const sender = await this.accounts.contact(tx, accountId);
    const keepers = await this.accounts.everywhere(tx, 'carrier.control');
    const people = new Map([...(sender ? [sender] : []), ...keepers].map(person => [person.id, person]));
    let told = 0;
    for (const to of people.values()) {
      const mine = to.id === accountId;
      const said = await this.notices.tell(tx, {
        to,
        kind: KINDS[state],
        // What a batch is called is its sender's affair.
        params: { batchId, ...(mine && { name }), dueAt: dueAt.toISOString(), waiting },
        dedupeKey: `dispatch-clock/${state}/${batchId}/${to.id}`,
      });
      if (said) told++;
    }
    if (told === 0) return;
    tx.afterCommit(() => {
      this.alarms.add({ state });
      this.log.warn({ batch, state, dueAt, waiting, why }, 'a dispatch deadline is in danger');
    });
  }
}
