import { MessageContents, type Content, type DispatchJob } from '@sms111/api/messages';
import { Clock, Db } from '@sms111/api/platform';
import { Routes, type Route } from '@sms111/api/routing';
import { splitIntoSegments } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import type { InHand } from './in-hand';

/** A message that waits for a link: opened and routed. */
export interface Ready {
  readonly batch: number;
  readonly seq: number;
  readonly lane: number;
  readonly agency: string;
  readonly number: string;
  readonly texts: readonly string[];
  /** The carrier that it goes to. */
  readonly carrier: string;
  readonly donor: string;
  readonly method: Route['method'] | 'rerouted';
  readonly snapshot: number | null;
}

/** What a range came to. */
export interface Loaded {
  readonly range: DispatchJob;
  readonly ready: readonly Ready[];
  /** Of these no route lets go. */
  readonly held: readonly number[];
}

interface DueRow {
  seqs: number[] | null;
  /** Where a carrier did not know the number: the one to ask instead. */
  rerouted: { seq: number; carrier: string }[] | null;
}

/** Reads the messages of ranges that are due and that this process does not have in hand. */
@Injectable()
export class RangeLoader {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly contents: MessageContents,
    private readonly routes: Routes,
  ) {}

  async load(ranges: readonly DispatchJob[], inHand: InHand): Promise<Loaded[]> {
    const wanted = (
      await Promise.all(
        ranges.map(async range => {
          const { seqs, rerouted } = range.fresh ? whole(range) : await this.due(range);
          const due = (seqs ?? []).filter(seq => !inHand.has(range.batch, seq));
          return { range, due, others: new Map(rerouted?.map(each => [each.seq, each.carrier])) };
        }),
      )
    ).filter(({ due }) => due.length > 0);
    const contents = await this.contents.ranges(
      this.db.often,
      wanted.map(({ range }) => range),
    );
    return wanted.map(({ range, due, others }, i) =>
      this.opened(range, due, others, contents[i] ?? new Map()),
    );
  }

  private opened(
    range: DispatchJob,
    due: readonly number[],
    others: ReadonlyMap<number, string>,
    contents: ReadonlyMap<number, Content>,
  ): Loaded {
    const { batch, lane, agency } = range;
    const ready: Ready[] = [];
    const held: number[] = [];
    for (const seq of due) {
      // Keys destroyed with their month leave nothing to send; the clock closes such a message.
      const content = contents.get(seq);
      if (!content) continue;
      const route = this.routes.resolve(content.number);
      const other = others.get(seq);
      const carrier = other ?? route?.network;
      if (!carrier) {
        held.push(seq);
        continue;
      }
      ready.push({
        batch,
        seq,
        lane,
        agency,
        number: content.number,
        texts: splitIntoSegments(content.text),
        carrier,
        donor: route?.donor ?? '',
        method: other === undefined && route ? route.method : 'rerouted',
        snapshot: route?.snapshot ?? null,
      });
    }
    return { range, ready, held };
  }

  private async due({ batch, from, to }: DispatchJob): Promise<DueRow> {
    const [row] = await this.db.query<DueRow>(
      `SELECT array_agg(s.seq ORDER BY s.seq) AS seqs,
              json_agg(json_build_object('seq', s.seq, 'carrier', s.reroute)) FILTER (WHERE s.reroute IS NOT NULL) AS rerouted
         FROM message_state s JOIN batch b ON b.id = s.batch
        WHERE s.batch = $1 AND s.seq BETWEEN $2 AND $3 AND s.state = 0 AND b.state = 1
          AND (s.next_attempt_at IS NULL OR s.next_attempt_at <= $4)`,
      [batch, from, to, this.clock.now()],
    );
    return row ?? { seqs: null, rerouted: null };
  }
}

const whole = ({ from, to }: DispatchJob): DueRow => ({
  seqs: Array.from({ length: to - from + 1 }, (_, i) => from + i),
  rerouted: null,
});
