import { AgencyViews } from '@sms111/api/agencies';
import { AuditTrail } from '@sms111/api/audit';
import { AcceptBatch, type AcceptRow } from '@sms111/api/messages';
import { Clock, Db, KeyRing, monthOf, problem, type Actor, type Tx } from '@sms111/api/platform';
import type { AnswerOf, InputOf, sendUpload } from '@sms111/contracts';
import { formatBatchId, judgeContent } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { UploadBlocks } from './upload-blocks';

type Request = InputOf<typeof sendUpload>['body'];
type Answer = AnswerOf<typeof sendUpload>;

interface LockedUpload {
  readonly id: string;
  readonly state: 'checking' | 'refused' | 'returned' | 'ready' | 'sent';
  readonly signature_id: string;
  readonly file_name: string;
  readonly key_id: number;
  readonly layout: 'A' | 'B' | null;
  readonly rows_accepted: number;
  readonly rows_returned: number;
  readonly batch: number | null;
}

/** The text that all rows share, or `null` where each row has its own. */
interface Wording {
  readonly signature: string;
  readonly common: { readonly text: string; readonly segments: number } | null;
}

const AGAIN_MS = 100;
const PATIENCE_MS = 60_000;

/**
 * Sends a checked file, once: one transaction locks the upload, accepts the batch and marks the upload as sent.
 * A file with returned rows is held (A13); its good rows go only where the unit's policy allows it and the sender says so.
 *
 * Problems: `not-found`, `upload-not-ready`, `upload-held`, `partial-send-off`, `upload-already-sent` (with `batchId`),
 * `not-acceptable-content`, `invalid-request`, `state-conflict`, and those of `AcceptBatch`.
 */
@Injectable()
export class SendUpload {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly agencies: AgencyViews,
    private readonly blocks: UploadBlocks,
    private readonly accept: AcceptBatch,
    private readonly audit: AuditTrail,
  ) {}

  async execute(actor: Actor, uploadId: string, request: Request): Promise<Answer> {
    // Made before the transaction: inside it the key ring would ask for a second connection.
    const month = monthOf(this.clock.now());
    await Promise.all([this.keys.sealKey(actor.agencyId, month), this.keys.lookupKey(month)]);
    // A second click waits without a connection in its hands: twenty of them must not empty the pool.
    for (let waited = 0; waited < PATIENCE_MS; waited += AGAIN_MS) {
      const answer = await this.db.transaction(tx => this.send(tx, actor, uploadId, request));
      if (answer) return answer;
      await pause(AGAIN_MS);
    }
    throw problem('state-conflict');
  }

  /** `null` while another request holds the upload. */
  private async send(tx: Tx, actor: Actor, uploadId: string, request: Request): Promise<Answer | null> {
    const upload = await this.lock(tx, actor, uploadId);
    if (!upload) return null;
    await this.mustBeSendable(tx, actor, upload, request);
    const { signature, common } = await this.wording(tx, actor, upload, request);
    const accepted = await this.accept.execute(tx, {
      actor,
      channel: 'file',
      name: request.name || upload.file_name,
      signature,
      lane: request.lane,
      common: common?.text ?? null,
      rows: this.rows(tx, upload, common?.segments ?? null),
      at: this.clock.now(),
      onBatch: batch => this.markSent(tx, actor, upload, batch),
    });
    if (accepted.messages !== upload.rows_accepted) {
      throw new Error(
        `upload ${uploadId}: ${accepted.messages} of ${upload.rows_accepted} rows could be opened`,
      );
    }
    return { batchId: accepted.batchId, messages: accepted.messages, segments: accepted.segments };
  }

  private async lock(tx: Tx, actor: Actor, uploadId: string): Promise<LockedUpload | null> {
    const own = [uploadId, actor.accountId];
    const [upload] = await tx.query<LockedUpload>(
      `SELECT id, state, signature_id, file_name, key_id, recognised->>'layout' AS layout, rows_accepted, rows_returned,
              batch
         FROM upload WHERE id = $1 AND account_id = $2 FOR UPDATE SKIP LOCKED`,
      own,
    );
    if (upload) return upload;
    const held = await tx.query('SELECT 1 FROM upload WHERE id = $1 AND account_id = $2', own);
    if (held.length === 0) throw problem('not-found');
    return null;
  }

  private async mustBeSendable(tx: Tx, actor: Actor, upload: LockedUpload, request: Request): Promise<void> {
    if (upload.state === 'sent') {
      throw problem(
        'upload-already-sent',
        upload.batch === null ? {} : { batchId: formatBatchId(upload.batch) },
      );
    }
    if (upload.state === 'checking' || upload.state === 'refused') throw problem('upload-not-ready');
    if (upload.state === 'ready') return;
    const counts = { accepted: upload.rows_accepted, returned: upload.rows_returned };
    if (!request.goodRowsOnly || upload.rows_accepted === 0) throw problem('upload-held', counts);
    const unit = await this.agencies.unit(tx, actor.unitId);
    if (!unit?.goodRowsOnly) throw problem('partial-send-off', counts);
  }

  /** Layout A: the typed text, judged as on the web form. Layout B: each row's own, so none may be typed. */
  private async wording(tx: Tx, actor: Actor, upload: LockedUpload, { content }: Request): Promise<Wording> {
    const signatures = await this.agencies.signatures(tx, actor.unitId);
    const signature = signatures.find(each => each.id === upload.signature_id)?.name;
    if (signature === undefined) throw problem('signature-unknown');
    if (upload.layout === 'B') {
      if (content !== undefined)
        throw problem('invalid-request', {}, [{ pointer: '/content', code: 'unknown-field' }]);
      return { signature, common: null };
    }
    const names = signatures.map(each => each.name);
    const verdict = judgeContent({ channel: 'web', signature, names, input: content ?? '' });
    if (verdict.errors.length > 0) {
      const faults = verdict.errors.map(finding => ({ pointer: '/content', code: finding.code }));
      throw problem('not-acceptable-content', {}, faults);
    }
    return { signature, common: { text: verdict.text, segments: verdict.segments } };
  }

  /** Accepted rows in file order; `segments` is that of the common text. */
  private async *rows(tx: Tx, upload: LockedUpload, segments: number | null): AsyncGenerator<AcceptRow[]> {
    const blocks = this.blocks.rows(tx, { id: upload.id, keyId: upload.key_id }, { verdict: 'accept' });
    for await (const rows of blocks) {
      yield rows.map(row => {
        if (row.mobile === undefined) throw new Error(`row ${row.line} of upload ${upload.id} has no number`);
        return {
          number: row.mobile,
          text: segments === null ? (row.text ?? null) : null,
          ref: row.ref.trim() || null,
          segments: segments ?? row.segments ?? 0,
        };
      });
    }
  }

  /** Runs before the quota is reserved, because that row is hot. */
  private async markSent(tx: Tx, actor: Actor, upload: LockedUpload, batch: number): Promise<void> {
    await tx.execute(`UPDATE upload SET state = 'sent', batch = $2 WHERE id = $1`, [upload.id, batch]);
    const object = { kind: 'upload', id: upload.id };
    const detail = {
      batch: formatBatchId(batch),
      accepted: upload.rows_accepted,
      returned: upload.rows_returned,
    };
    await this.audit.record(tx, actor, { action: 'upload.sent', object, detail });
    if (upload.rows_returned > 0) {
      await this.audit.record(tx, actor, { action: 'upload.partial-sent', object, detail });
    }
  }
}
