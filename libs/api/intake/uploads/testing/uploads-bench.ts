import { ACCOUNT_ENTITIES } from '@sms111/api/accounts';
import { AGENCY_ENTITIES, AgenciesModule } from '@sms111/api/agencies';
import { AuditModule, PLATFORM } from '@sms111/api/audit';
import { FilesModule } from '@sms111/api/files';
import { Db, queues, type Actor } from '@sms111/api/platform';
import { LoadPrefixes, Routes, RoutingModule } from '@sms111/api/routing';
import {
  actorOf,
  buildAccount,
  buildContract,
  buildQuota,
  buildUnit,
  startTestApp,
  type TestApp,
  type TestUnit,
} from '@sms111/api/testing';
import type { Lane } from '@sms111/domain';
import { Module } from '@nestjs/common';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { CheckLeases } from '../check-lease';
import { CheckUpload } from '../check-upload';
import type { FormPart, MultipartRequest } from '../multipart';
import { ReceiveUpload } from '../receive-upload';
import { UploadCheckModule } from '../upload-check.module';
import { UploadSweep } from '../upload-sweep';
import { UPLOADS, UploadWake } from '../upload-wake';
import type { UploadShape } from '../upload.views';
import { UploadsController } from '../uploads.controller';
import { UploadsModule } from '../uploads.module';

/** Everything that a worker has but its ears: jobs wait until a spec runs them. */
@Module({
  imports: [AgenciesModule, FilesModule, RoutingModule, queues(UPLOADS)],
  providers: [CheckLeases, CheckUpload, UploadSweep, UploadWake],
})
class CheckByHandModule {}

export interface Upload {
  readonly fileName?: string;
  readonly content: string | Buffer;
  readonly actor?: Actor;
  readonly signatureId?: string;
}

/** The file door with a unit, an account, an open contract and some quota, on a database of its own. */
export interface UploadsBench {
  readonly test: TestApp;
  readonly db: Db;
  readonly unit: TestUnit;
  readonly actor: Actor;
  readonly controller: UploadsController;
  get<T>(type: abstract new (...args: never[]) => T): T;
  /** Hands a file in; its id. */
  upload(given: Upload): Promise<string>;
  show(uploadId: string, actor?: Actor): Promise<UploadShape>;
  /** Hands a file in and waits until it is checked. */
  checked(given: Upload): Promise<UploadShape>;
  send(
    uploadId: string,
    body?: { content?: string; name?: string; goodRowsOnly?: boolean; lane?: Lane },
    actor?: Actor,
  ): ReturnType<UploadsController['sendNow']>;
  corrections(uploadId: string): Promise<{ headers: Record<string, string>; text: string }>;
  audited(action: string): Promise<{ account_id: string | null; detail: unknown }[]>;
  close(): Promise<void>;
}

const samples = path.join(__dirname, '../../../../domain/testing/samples');

const loadPrefixes = async (db: Db, load: LoadPrefixes): Promise<void> => {
  const { prefixes } = JSON.parse(readFileSync(path.join(samples, 'carriers_886.json'), 'utf8')) as {
    prefixes: { prefix: string; donor: string }[];
  };
  await db.transaction(tx =>
    load.execute(tx, PLATFORM, {
      networks: ['CHT', 'TWM', 'FET'].map(code => ({ code, zh: code, en: code })),
      mergers: [
        { donor: 'TST', network: 'TWM', zh: '台灣之星', en: 'T Star' },
        { donor: 'APT', network: 'FET', zh: '亞太電信', en: 'APT' },
      ],
      prefixes: prefixes.map(({ prefix, donor }) => ({ prefix, donor })),
      defaultNetwork: 'CHT',
    }),
  );
};

/** A form as the HTTP server's plugin would hand it on, in pieces. */
export const formOf = (
  fields: Readonly<Record<string, string>>,
  fileName: string,
  content: Buffer,
): MultipartRequest => {
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < content.length; at += 65_536) yield content.subarray(at, at + 65_536);
  };
  const parts = async function* (): AsyncGenerator<FormPart> {
    for (const [fieldname, value] of Object.entries(fields)) yield { type: 'field', fieldname, value };
    const file = Object.assign(pieces(), { truncated: false, resume: () => undefined });
    yield { type: 'file', fieldname: 'file', filename: fileName, file };
  };
  return { headers: {}, isMultipart: () => true, parts };
};

/** Asks until the answer suits. */
const until = async <T>(ask: () => Promise<T>, suits: (answer: T) => boolean): Promise<T> => {
  for (const end = Date.now() + 60_000; ;) {
    const answer = await ask();
    if (suits(answer)) return answer;
    if (Date.now() > end) throw new Error(`never came true; last: ${JSON.stringify(answer)}`);
    await new Promise(resolve => setTimeout(resolve, 20));
  }
};

export const newUploadsBench = async (
  given: { goodRowsOnly?: boolean; quota?: number; worker?: boolean } = {},
): Promise<UploadsBench> => {
  const test = await startTestApp({
    imports: [AuditModule, UploadsModule, given.worker === false ? CheckByHandModule : UploadCheckModule],
    entities: [...AGENCY_ENTITIES, ...ACCOUNT_ENTITIES],
  });
  const get = <T>(type: abstract new (...args: never[]) => T): T => test.app.get(type, { strict: false });
  const db = get(Db);
  const unit = await buildUnit(db, { goodRowsOnly: given.goodRowsOnly ?? false });
  await buildContract(db);
  const accountId = await buildAccount(db, unit);
  await buildQuota(db, unit, accountId, given.quota ?? 1_000);
  const actor = actorOf(unit, accountId);
  await loadPrefixes(db, get(LoadPrefixes));
  await get(Routes).refresh();
  const controller = get(UploadsController);

  const upload = ({
    fileName = '名單.csv',
    content,
    actor: who = actor,
    signatureId = unit.signatureId,
  }: Upload) => get(ReceiveUpload).execute(who, formOf({ signatureId }, fileName, Buffer.from(content)));
  const input = (uploadId: string) => ({ params: { uploadId }, query: undefined, body: undefined });
  const show = (uploadId: string, who = actor) => controller.show(who, input(uploadId));
  return {
    test,
    db,
    unit,
    actor,
    controller,
    get,
    upload,
    show,
    checked: async uploading => {
      const id = await upload(uploading);
      return until(
        () => show(id, uploading.actor),
        ({ state }) => state !== 'checking',
      );
    },
    send: (uploadId, body = {}, who = actor) =>
      controller.sendNow(who, {
        params: { uploadId },
        query: undefined,
        body: { goodRowsOnly: false, ...body },
      }),
    corrections: async uploadId => {
      const answer = { headers: {} as Record<string, string>, text: '' };
      let sent: AsyncIterable<Buffer> | undefined;
      const reply = {
        headers(values: Readonly<Record<string, string>>) {
          answer.headers = { ...values };
          return reply;
        },
        send(body: AsyncIterable<Buffer>) {
          sent = body;
        },
      };
      await controller.download(actor, input(uploadId), reply);
      for await (const piece of sent ?? []) answer.text += piece.toString();
      return answer;
    },
    audited: action =>
      db.query('SELECT account_id, detail FROM audit_entry WHERE action = $1 ORDER BY id', [action]),
    close: () => test.close(),
  };
};

/** One of the sample files of `api/files`. */
export const sampleFile = (name: string): Buffer =>
  readFileSync(path.join(__dirname, '../../../files/testing/fixtures', name));
