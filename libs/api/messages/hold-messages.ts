import { int4s, type Tx } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import { REASON, S } from './codes';
import { Transitions } from './transitions';

/** How long until a held message is looked at again: a route may be there by then. */
const AGAIN_MS = 60_000;

/**
 * Marks messages that no route lets go: still accepted, visible as held (reason `route-fail`, a row among the exceptions),
 * and due again in a minute. They go on by themselves once a route is there.
 */
@Injectable()
export class HoldMessages {
  constructor(private readonly transitions: Transitions) {}

  async execute(tx: Tx, batch: number, seqs: readonly number[], now: Date): Promise<number> {
    return this.transitions.move(
      tx,
      `UPDATE message_state s SET reason = ${REASON.number('route-fail')}, next_attempt_at = $3
        WHERE s.batch = $1 AND s.seq = ANY ($2::int[]) AND s.state = ${S.accepted}`,
      [batch, int4s(seqs), new Date(now.getTime() + AGAIN_MS)],
      now,
    );
  }
}
