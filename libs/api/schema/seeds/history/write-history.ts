import { AcceptBatch, type AcceptRow } from '@sms111/api/messages';
import type { Tx } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { countSegments, withSignature } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { PastClock } from '../past-clock';
import { Random } from '../random';
import { MINUTE_MS } from '../taipei';
import { CarrierIds } from './carrier-ids';
import { CloseBooks } from './close-books';
import { fatesOf, SILENCE_MS, type Fate } from './fates';
import { Fill } from './fill';
import type { PlannedBatch } from './plan-history';
import { drawRecipients } from './recipients';
import { tellWay, type Way } from './way';
import { writeWays } from './write-ways';

/** Messages of the newest batch that are in doubt. */
const IN_DOUBT = 4;

/** What the batches of one history have in common. */
interface Telling {
  readonly now: number;
  readonly random: Random;
  readonly ids: CarrierIds;
}

/**
 * Writes batches as if they had gone the whole way: accepted through the one door at their time, then their ways and
 * books in bulk. All in the caller's transaction, so that no worker ever sees one that could still be sent.
 */
@Injectable()
export class WriteHistory {
  constructor(
    private readonly clock: PastClock,
    private readonly accept: AcceptBatch,
    private readonly routes: Routes,
    private readonly books: CloseBooks,
  ) {}

  /** `planned`: in order of time, for ids only grow. */
  async execute(tx: Tx, planned: readonly PlannedBatch[], now: number, random: Random): Promise<void> {
    const telling = { now, random, ids: new CarrierIds() };
    for (const each of planned) await this.batch(tx, each, telling);
  }

  private async batch(tx: Tx, planned: PlannedBatch, telling: Telling): Promise<void> {
    const { common, rows } = compose(planned, telling.random);
    const { at, sender, campaign } = planned;
    const { batch } = await this.clock.during(at, () =>
      this.accept.execute(tx, {
        actor: { ...sender.actor, traceId: randomUUID() },
        channel: campaign.channel,
        name: campaign.name,
        signature: signatureOf(planned),
        common,
        rows: [rows],
        at,
      }),
    );
    const ways = this.ways(planned, rows, telling);
    await writeWays(tx, batch, ways);
    const left = latest(ways, way => way.leftAt);
    const ended = latest(ways, way => way.finalAt ?? way.leftAt);
    await this.books.execute(tx, {
      batch,
      planned,
      handedOverAt: new Date(left),
      completedAt: new Date(ended),
    });
  }

  private ways(planned: PlannedBatch, rows: readonly AcceptRow[], { now, random, ids }: Telling): Way[] {
    const accepted = planned.at.getTime();
    const slow = now - accepted > SILENCE_MS + 10 * MINUTE_MS && random.chance(0.5);
    const fateOf = fatesOf({ slow, trouble: random.between(0.4, 1.8) });
    const rate = random.between(60, 240);
    const begun = accepted + random.whole(150, 900);
    const inDoubt = planned.newest ? Math.min(IN_DOUBT, rows.length - 1) : 0;
    return rows.map((row, seq) => {
      const route = this.routes.resolve(row.number);
      if (!route) throw new Error('no numbering plan stands');
      const fate: Fate = seq < inDoubt ? { kind: 'no-answer' } : fateOf(random.next());
      const at = begun + Math.floor((seq / rate) * 1000);
      return tellWay({ parts: row.segments, route, at, until: now - MINUTE_MS, fate }, random, ids);
    });
  }
}

const latest = (ways: readonly Way[], instantOf: (way: Way) => number): number =>
  ways.reduce((last, way) => Math.max(last, instantOf(way)), 0);

const signatureOf = ({ campaign, sender }: PlannedBatch): string =>
  campaign.signature ?? sender.signatures[0] ?? '';

/** The texts as the doors would hand them in: one for all, or each its own. */
const compose = (planned: PlannedBatch, random: Random): { common: string | null; rows: AcceptRow[] } => {
  const { campaign, at, messages } = planned;
  const textOf = (serial: number) =>
    withSignature(signatureOf(planned), campaign.body(new Fill(random, at.getTime(), serial)));
  const common = campaign.each ? null : textOf(0);
  const first = random.whole(1, 2_000);
  const rows = drawRecipients(messages, random).map((number, i): AcceptRow => {
    const text = common === null ? textOf(first + i) : null;
    return { number, text, ref: null, segments: countSegments(text ?? common ?? '') };
  });
  return { common, rows };
};
