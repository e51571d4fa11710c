import type { Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { S } from '../codes';

/** A message in doubt, and who was asked to carry it. */
export interface Asked {
  readonly batch: number;
  readonly seq: number;
  readonly carrier: string;
  readonly link: string;
}

/** Remembers with each message in doubt which link was asked: the carrier will want to know, and its record says it ever after. */
@Injectable()
export class DoubtLinks {
  /** After the messages have moved, in the same transaction. */
  async remember(tx: Tx, asked: readonly Asked[]): Promise<void> {
    if (asked.length === 0) return;
    const values = [
      asked.map(each => each.batch),
      asked.map(each => each.seq),
      asked.map(each => each.carrier),
      asked.map(each => each.link),
    ];
    await tx.execute(
      `UPDATE message_exception e SET carrier = a.carrier, link = a.link
         FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[]) AS a (batch, seq, carrier, link)
        WHERE e.batch = a.batch AND e.seq = a.seq AND e.state = ${S.unconfirmed}`,
      values,
    );
    await tx.execute(
      `UPDATE message_state s SET link = a.link
         FROM unnest($1::bigint[], $2::int[], $3::text[], $4::text[]) AS a (batch, seq, carrier, link)
        WHERE s.batch = a.batch AND s.seq = a.seq AND s.state = ${S.unconfirmed} AND s.carrier = a.carrier`,
      values,
    );
  }
}
