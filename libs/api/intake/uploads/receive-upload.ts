import { AgencyViews } from '@sms111/api/agencies';
import { AuditTrail } from '@sms111/api/audit';
import { FILE_LIMITS } from '@sms111/api/files';
import { Clock, Db, KeyRing, monthOf, problem, type Actor, type DataKey } from '@sms111/api/platform';
import { createUpload } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { partsOf, plainFileName, roomFor, type FormPart, type MultipartRequest } from './multipart';
import { SealedFile } from './raw-file';
import { ReceivingRoom } from './receiving-room';
import { UploadWake } from './upload-wake';

const ROOM_BYTES = 6 * FILE_LIMITS.bytes;
const AGAIN = { 'Retry-After': '10' };

interface Received {
  readonly fields: Record<string, unknown>;
  readonly file: { readonly name: string; readonly sealed: SealedFile } | null;
}

/**
 * Takes a file in (SRC-2): sealed as it streams, then stored in one transaction with its entry, then checked by a
 * worker. Of an upload that breaks off nothing remains.
 * Problems: `unsupported-media-type`, `invalid-request`, `signature-unknown`, `body-too-large`, `unavailable`.
 */
@Injectable()
export class ReceiveUpload {
  private readonly room = new ReceivingRoom(ROOM_BYTES);

  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly agencies: AgencyViews,
    private readonly audit: AuditTrail,
    private readonly wake: UploadWake,
  ) {}

  /** The id of the upload. */
  async execute(actor: Actor, request: MultipartRequest): Promise<string> {
    const parts = partsOf(request);
    const place = this.room.take(roomFor(request));
    if (!place) throw problem('unavailable', {}, [], AGAIN);
    try {
      // Known before the file is sealed, because it ties every piece to its place.
      const [{ id: uploadId } = { id: '' }] = await this.db.query<{ id: string }>('SELECT uuidv7() AS id');
      const key = await this.keys.sealKey(actor.agencyId, monthOf(this.clock.now()));
      const received = await this.receive(parts, uploadId, key);
      await this.store(actor, uploadId, key, received);
      return uploadId;
    } finally {
      place.giveBack();
    }
  }

  /** Reads the whole form, also when it cannot be used: a client that is cut off does not hear why. */
  private async receive(parts: AsyncIterable<FormPart>, uploadId: string, key: DataKey): Promise<Received> {
    const fields: Record<string, unknown> = {};
    let file: Received['file'] = null;
    for await (const part of parts) {
      if (part.type === 'field') {
        fields[part.fieldname] = part.value;
        continue;
      }
      if (part.fieldname !== 'file') {
        part.file.resume();
        continue;
      }
      const sealed = new SealedFile(uploadId, key);
      for await (const bytes of part.file) sealed.add(bytes);
      if (part.file.truncated) throw problem('body-too-large', { maximum: FILE_LIMITS.bytes });
      sealed.end();
      file = { name: plainFileName(part.filename), sealed };
    }
    return { fields, file };
  }

  private async store(
    actor: Actor,
    uploadId: string,
    key: DataKey,
    { fields, file }: Received,
  ): Promise<void> {
    if (!file) throw problem('invalid-request', {}, [{ pointer: '/file', code: 'required' }]);
    const { sealed } = file;
    const form = createUpload.body?.safeParse(fields);
    if (!form?.success)
      throw problem('invalid-request', {}, [{ pointer: '/signatureId', code: 'invalid_format' }]);
    const { signatureId } = form.data;
    const signatures = await this.agencies.signatures(this.db, actor.unitId);
    if (!signatures.some(each => each.id === signatureId)) throw problem('signature-unknown');
    await this.db.transaction(async tx => {
      await tx.execute(
        `INSERT INTO upload (id, unit_id, account_id, signature_id, file_name, bytes, state, key_id, uploaded_at)
         VALUES ($1, $2, $3, $4, $5, $6, 'checking', $7, $8)`,
        [
          uploadId,
          actor.unitId,
          actor.accountId,
          signatureId,
          file.name,
          sealed.bytes,
          key.id,
          this.clock.now(),
        ],
      );
      await sealed.store(tx);
      await this.audit.record(tx, actor, {
        action: 'upload.created',
        object: { kind: 'upload', id: uploadId },
        detail: { fileName: file.name, bytes: sealed.bytes },
      });
      tx.afterCommit(() => this.wake.check(uploadId));
    });
  }
}
