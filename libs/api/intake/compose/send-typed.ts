import { AgencyViews } from '@sms111/api/agencies';
import { AcceptBatch, type AcceptRow } from '@sms111/api/messages';
import { Clock, Db, problem, type Actor, type ProblemDetail } from '@sms111/api/platform';
import { createBatch, type AnswerOf, type InputOf } from '@sms111/contracts';
import { judgeContent, normaliseMobile } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { Idempotency } from '../idempotency/idempotency';

type Request = InputOf<typeof createBatch>['body'];

/** A second click waits so long for the first one's answer. */
const PATIENCE_MS = 10_000;

/**
 * Sends one typed text to pasted numbers. What the browser judged is judged again here, by the same code.
 * Problems: `signature-unknown`, `not-acceptable-content`, `recipients-returned`, and those of `AcceptBatch`.
 */
@Injectable()
export class SendTyped {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly agencies: AgencyViews,
    private readonly accept: AcceptBatch,
    private readonly idempotency: Idempotency,
  ) {}

  async execute(actor: Actor, request: Request): Promise<AnswerOf<typeof createBatch>> {
    const keyed = {
      accountId: actor.accountId,
      endpoint: createBatch.id,
      key: request.sendKey,
      body: request,
      patienceMs: PATIENCE_MS,
    };
    return this.idempotency.run(keyed, async () => {
      const { text, segments, signature } = await this.content(actor, request);
      const rows = recipientsOf(request.recipients, segments);
      return async tx => {
        const accepted = await this.accept.execute(tx, {
          actor,
          channel: 'web',
          name: request.name || signature,
          signature,
          lane: request.lane,
          common: text,
          rows: [rows],
          at: this.clock.now(),
        });
        return { batchId: accepted.batchId, messages: accepted.messages, segments: accepted.segments };
      };
    });
  }

  private async content(actor: Actor, request: Request) {
    const signatures = await this.agencies.signatures(this.db, actor.unitId);
    const chosen = signatures.find(each => each.id === request.signatureId);
    if (!chosen) throw problem('signature-unknown');
    const verdict = judgeContent({
      channel: 'web',
      signature: chosen.name,
      names: signatures.map(each => each.name),
      input: request.content,
    });
    if (verdict.errors.length > 0) {
      throw problem(
        'not-acceptable-content',
        {},
        verdict.errors.map(finding => ({ pointer: '/content', code: finding.code })),
      );
    }
    return { text: verdict.text, segments: verdict.segments, signature: chosen.name };
  }
}

/** Every number must pass: a person mends the list before anything leaves. */
const recipientsOf = (recipients: readonly string[], segments: number): AcceptRow[] => {
  const faults: ProblemDetail[] = [];
  const seen = new Set<string>();
  const rows: AcceptRow[] = [];
  recipients.forEach((raw, i) => {
    const pointer = `/recipients/${i}`;
    const number = normaliseMobile(raw);
    if (!number.ok) faults.push({ pointer, code: number.code });
    else if (seen.has(number.mobile)) faults.push({ pointer, code: 'E_DUPLICATE' });
    else {
      seen.add(number.mobile);
      rows.push({ number: number.mobile, text: null, ref: null, segments });
    }
  });
  if (faults.length > 0)
    throw problem('recipients-returned', { returned: faults.length }, faults.slice(0, 100));
  return rows;
};
