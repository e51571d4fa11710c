import { AuditTrail, type Bystander } from '@sms111/api/audit';
import { Clock, Db, KeyRing, problem, type Actor } from '@sms111/api/platform';
import { createPortedImport } from '@sms111/contracts';
import { Injectable } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { MOST_BYTES, partsOf, plainName, type FormPart, type FormRequest } from './form';
import { PieceWriter } from './import-pieces';
import type { PortedKind } from './ported-file';

/**
 * Takes a file of ported numbers in: sealed and stored as it streams, so that its size does not matter, then left to a
 * worker. Of a file that breaks off nothing remains.
 * Problems: `unsupported-media-type`, `invalid-request`, `body-too-large`.
 */
@Injectable()
export class ReceiveImport {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly keys: KeyRing,
    private readonly audit: AuditTrail,
  ) {}

  /** The id of the import. */
  async execute(by: Actor | Bystander, request: FormRequest): Promise<string> {
    const parts = partsOf(request);
    const id = randomUUID();
    try {
      await this.receive(by, id, parts);
      return id;
    } catch (error) {
      await this.db.query('DELETE FROM ported_import WHERE id = $1', [id]);
      throw error;
    }
  }

  private async receive(by: Actor | Bystander, id: string, parts: AsyncIterable<FormPart>): Promise<void> {
    const fields: Record<string, unknown> = {};
    let file: { readonly name: string; readonly kind: PortedKind; readonly bytes: number } | null = null;
    for await (const part of parts) {
      if (part.type === 'field') fields[part.fieldname] = part.value;
      else if (part.fieldname !== 'file') part.file.resume();
      else {
        const form = createPortedImport.body?.safeParse(fields);
        if (!form?.success)
          throw problem('invalid-request', {}, [{ pointer: '/kind', code: 'invalid_value' }]);
        const name = plainName(part.filename);
        await this.begin(by, id, name, form.data.kind);
        const writer = await PieceWriter.open(this.db, this.keys, id);
        for await (const bytes of part.file) await writer.add(bytes);
        if (part.file.truncated) throw problem('body-too-large', { maximum: MOST_BYTES });
        await writer.end();
        file = { name, kind: form.data.kind, bytes: writer.bytes };
      }
    }
    if (!file) throw problem('invalid-request', {}, [{ pointer: '/file', code: 'required' }]);
    await this.hand(by, id, file);
  }

  private async begin(by: Actor | Bystander, id: string, name: string, kind: PortedKind): Promise<void> {
    await this.db.query(
      `INSERT INTO ported_import (id, kind, state, file_name, account_id, login, unit_id, agency_id, received_at)
       VALUES ($1, $2, 'receiving', $3, $4, $5, $6, $7, $8)`,
      [
        id,
        kind,
        name,
        by.accountId ?? null,
        by.login ?? null,
        by.unitId ?? null,
        by.agencyId ?? null,
        this.clock.now(),
      ],
    );
  }

  private hand(
    by: Actor | Bystander,
    id: string,
    file: { readonly name: string; readonly kind: PortedKind; readonly bytes: number },
  ): Promise<void> {
    return this.db.transaction(async tx => {
      await tx.execute(`UPDATE ported_import SET state = 'waiting', bytes = $2 WHERE id = $1`, [
        id,
        file.bytes,
      ]);
      await this.audit.record(tx, by, {
        action: 'routing.import-begun',
        object: { kind: 'ported-import', id },
        detail: { fileName: file.name, kind: file.kind, bytes: file.bytes },
      });
    });
  }
}
