import { MessageContents, type DispatchJob } from '@sms111/api/messages';
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

export interface Loaded {
  readonly ready: readonly Ready[];
  /** Of these no route lets go. */
  readonly held: readonly number[];
}

const NOTHING: Loaded = { ready: [], held: [] };

interface DueRow {
  seqs: number[] | null;
  /** Where a carrier did not know the number: the one to ask instead. */
  rerouted: { seq: number; carrier: string }[] | null;
}

/** Reads the messages of a range that are due and that this process does not have in hand. */
@Injectable()
export class RangeLoader {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly contents: MessageContents,
    private readonly routes: Routes,
  ) {}

  async load(range: DispatchJob, inHand: InHand): Promise<Loaded> {
    const { batch, from, to, lane, agency } = range;
    const { seqs: due, rerouted } = range.fresh
      ? { seqs: spanOf(from, to), rerouted: null }
      : await this.due(range);
    const seqs = (due ?? []).filter(seq => !inHand.has(batch, seq));
    if (seqs.length === 0) return NOTHING;
    const others = new Map(rerouted?.map(each => [each.seq, each.carrier]));
    const contents = await this.contents.range(this.db, batch, from, to);
    const ready: Ready[] = [];
    const held: number[] = [];
    for (const seq of seqs) {
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
    return { ready, held };
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

const spanOf = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i);
