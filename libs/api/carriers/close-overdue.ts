import { CloseMessages, MARGIN_MS, VALIDITY_MS } from '@sms111/api/messages';
import { Clock, Db, LOG, type Log, Round, type Tx } from '@sms111/api/platform';
import { Inject, Injectable } from '@nestjs/common';
import { Interval, Timeout } from '@nestjs/schedule';
import { CARRIERS_OWN_MS, carrierValidities } from './carrier-validity';
import { closeEach } from './close-each';

const EVERY_MS = 60_000;
/** Batches looked up at once. */
const PAGE = 100;

/**
 * What our own clock ends, once a minute: messages that no carrier took while they were valid, and those whose last word never
 * came. It has a round of its own, for there may be a hundred thousand of them, and the sweep must not wait for these.
 */
@Injectable()
export class CloseOverdue {
  private readonly round = new Round();

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly close: CloseMessages,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Timeout(0)
  async first(): Promise<void> {
    await this.tick();
  }

  @Interval(EVERY_MS)
  tick(): Promise<void> {
    return this.round.begin(
      () => this.run(),
      error => this.log.warn({ err: error }, 'overdue messages were not looked for'),
    );
  }

  async run(): Promise<void> {
    const now = this.clock.now();
    await this.pages(
      after => this.close.overdue(this.db, now, after, PAGE),
      (tx, { batch }) => this.close.expired(tx, batch, now),
    );
    // Handed over in its last moment, tried by the carrier as long as its links ask for, and then the receipt's way.
    const validities = await carrierValidities(this.db);
    const age = (ms: number) => VALIDITY_MS + ms + MARGIN_MS;
    const ages = {
      of: new Map([...validities].map(([carrier, ms]) => [carrier, age(ms)])),
      others: age(CARRIERS_OWN_MS),
    };
    await this.pages(
      after => this.close.unresolved(this.db, now, ages, after, PAGE),
      (tx, { batch, carriers }) => this.close.unknown(tx, batch, now, carriers),
    );
  }

  /** Each page begins behind the one before: what cannot be closed now hides nothing. */
  private async pages<T extends { readonly batch: number }>(
    find: (after: number) => Promise<readonly T[]>,
    close: (tx: Tx, each: T) => Promise<number>,
  ): Promise<void> {
    let after = 0;
    for (let found = PAGE; found === PAGE;) {
      const page = await find(after);
      await closeEach(this.db, this.log, page, close);
      after = page.at(-1)?.batch ?? after;
      found = page.length;
    }
  }
}
