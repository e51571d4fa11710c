import {
  BLOCK_ROWS,
  MessageContents,
  oldestValid,
  type Content,
  type DispatchJob,
} from '@sms111/api/messages';
import { Clock, Db, isOutage } from '@sms111/api/platform';
import { Routes, type Route } from '@sms111/api/routing';
import { splitIntoSegments } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import type { InHand } from './in-hand';
import type { Fault } from './unreadable';

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

/** What a range, or part of one, came to. */
export interface Opened {
  readonly range: DispatchJob;
  readonly ready: readonly Ready[];
  /** Of these no route lets go. */
  readonly held: readonly number[];
}

export interface Loaded {
  readonly opened: readonly Opened[];
  /** What could not be read; the others do not wait for it. */
  readonly faults: readonly Fault[];
}

/** Messages of a range that are due. */
interface Due {
  readonly range: DispatchJob;
  readonly from: number;
  readonly to: number;
  readonly seqs: readonly number[];
  /** Where a carrier did not know the number: the one to ask instead. */
  readonly others: ReadonlyMap<number, string>;
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

  /** Throws when the database or the key service is away. */
  async load(ranges: readonly DispatchJob[], inHand: InHand): Promise<Loaded> {
    const oldest = oldestValid(this.clock.now());
    const valid = ranges.filter(({ batch }) => batch >= oldest);
    const found = await Promise.all(valid.map(range => this.due(range, inHand)));
    return this.open(found.filter(({ seqs }) => seqs.length > 0));
  }

  /** All at once. Where that fails for something among them, half by half, until it stands alone. */
  private async open(due: readonly Due[]): Promise<Loaded> {
    try {
      const contents = await this.contents.ranges(
        this.db.often,
        due.map(({ range: { batch }, from, to }) => ({ batch, from, to })),
      );
      const opened = due.map((each, i) => this.routed(each, contents[i] ?? new Map<number, Content>()));
      return { opened, faults: [] };
    } catch (error) {
      if (isOutage(error)) throw error;
      const halves = halvesOf(due);
      if (!halves) return { opened: [], faults: due.map(each => ({ ...each, error })) };
      const [one, other] = [await this.open(halves[0]), await this.open(halves[1])];
      return { opened: [...one.opened, ...other.opened], faults: [...one.faults, ...other.faults] };
    }
  }

  private routed({ range, seqs, others }: Due, contents: ReadonlyMap<number, Content>): Opened {
    const { batch, lane, agency } = range;
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
    return { range, ready, held };
  }

  private async due(range: DispatchJob, inHand: InHand): Promise<Due> {
    const { seqs, rerouted } = range.fresh ? whole(range) : await this.asked(range);
    return {
      range,
      from: range.from,
      to: range.to,
      seqs: (seqs ?? []).filter(seq => !inHand.has(range.batch, seq)),
      others: new Map(rerouted?.map(each => [each.seq, each.carrier])),
    };
  }

  private async asked({ batch, from, to }: DispatchJob): Promise<DueRow> {
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

/** Two halves, of one range in whole blocks; `null` where nothing is left to halve. */
const halvesOf = (due: readonly Due[]): readonly [readonly Due[], readonly Due[]] | null => {
  const [first] = due;
  if (!first) return null;
  if (due.length > 1) return [due.slice(0, due.length >>> 1), due.slice(due.length >>> 1)];
  const blocks = Math.ceil((first.to - first.from + 1) / BLOCK_ROWS);
  if (blocks === 1) return null;
  const middle = first.from + Math.ceil(blocks / 2) * BLOCK_ROWS;
  return [within(first, first.from, middle - 1), within(first, middle, first.to)];
};

const within = (due: Due, from: number, to: number): readonly Due[] => {
  const seqs = due.seqs.filter(seq => seq >= from && seq <= to);
  return seqs.length > 0 ? [{ ...due, from, to, seqs }] : [];
};
