import { AuditTrail } from '@sms111/api/audit';
import { CurrentActor, Db, Input, RawRequest, Route, type Actor } from '@sms111/api/platform';
import {
  createUpload,
  discardUpload,
  downloadCorrections,
  listUploadRows,
  listUploads,
  sendUpload,
  showUpload,
  type InputOf,
} from '@sms111/contracts';
import { Controller, Res } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { Corrections } from './corrections';
import { DiscardUpload } from './discard-upload';
import type { MultipartRequest } from './multipart';
import { ReceiveUpload } from './receive-upload';
import { SendUpload } from './send-upload';
import { UploadRowViews } from './upload-rows.views';
import { UploadViews } from './upload.views';

/** What a download needs of the reply. */
interface StreamingReply {
  headers(values: Readonly<Record<string, string>>): this;
  send(body: Readable): unknown;
}

@Controller()
export class UploadsController {
  constructor(
    private readonly db: Db,
    private readonly views: UploadViews,
    private readonly rowViews: UploadRowViews,
    private readonly receive: ReceiveUpload,
    private readonly send: SendUpload,
    private readonly discard: DiscardUpload,
    private readonly corrections: Corrections,
    private readonly audit: AuditTrail,
  ) {}

  @Route(createUpload)
  async create(@CurrentActor() actor: Actor, @RawRequest() request: MultipartRequest) {
    return this.views.show(this.db, actor, await this.receive.execute(actor, request));
  }

  @Route(listUploads)
  async list(@CurrentActor() actor: Actor) {
    return { items: await this.views.list(this.db, actor) };
  }

  @Route(showUpload)
  async show(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof showUpload>) {
    return this.views.show(this.db, actor, params.uploadId);
  }

  @Route(listUploadRows)
  async rows(@CurrentActor() actor: Actor, @Input() { params, query }: InputOf<typeof listUploadRows>) {
    return this.db.transaction(async tx => {
      const page = await this.rowViews.page(tx, actor, params.uploadId, query);
      await this.audit.record(tx, actor, {
        action: 'upload.rows-listed',
        object: { kind: 'upload', id: params.uploadId },
        detail: { rows: page.items.length, verdict: query.verdict ?? null, code: query.code ?? null },
      });
      return page;
    });
  }

  @Route(downloadCorrections)
  async download(
    @CurrentActor() actor: Actor,
    @Input() { params }: InputOf<typeof downloadCorrections>,
    @Res() reply: StreamingReply,
  ) {
    const { headers, stream } = await this.corrections.download(actor, params.uploadId);
    reply.headers(headers).send(stream);
    return undefined;
  }

  @Route(sendUpload)
  async sendNow(@CurrentActor() actor: Actor, @Input() { params, body }: InputOf<typeof sendUpload>) {
    return this.send.execute(actor, params.uploadId, body);
  }

  @Route(discardUpload)
  async remove(@CurrentActor() actor: Actor, @Input() { params }: InputOf<typeof discardUpload>) {
    await this.discard.execute(actor, params.uploadId);
    return undefined;
  }
}
