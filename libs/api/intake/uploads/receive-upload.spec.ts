import { FILE_LIMITS } from '@sms111/api/files';
import { KeyRing } from '@sms111/api/platform';
import { buildUnit } from '@sms111/api/testing';
import type { FormPart, MultipartRequest } from './multipart';
import { plainFileName } from './multipart';
import { readRawFile } from './raw-file';
import { ReceiveUpload } from './receive-upload';
import { ReceivingRoom } from './receiving-room';
import { formOf, newUploadsBench, type UploadsBench } from './testing/uploads-bench';

describe('receiving an upload', () => {
  let bench: UploadsBench;
  beforeAll(async () => {
    bench = await newUploadsBench({ worker: false });
  });
  afterAll(() => bench.close());

  const receive = (request: MultipartRequest) => bench.get(ReceiveUpload).execute(bench.actor, request);
  const form = (...parts: readonly FormPart[]): MultipartRequest => ({
    headers: {},
    isMultipart: () => true,
    parts: async function* () {
      yield* parts;
    },
  });
  const field = (value: string): FormPart => ({ type: 'field', fieldname: 'signatureId', value });
  const file = (pieces: AsyncIterable<Buffer>, truncated = false): FormPart => ({
    type: 'file',
    fieldname: 'file',
    filename: '名單.csv',
    file: Object.assign(pieces, { truncated, resume: () => undefined }),
  });
  const left = async () => bench.db.query('SELECT 1 FROM upload UNION ALL SELECT 1 FROM upload_chunk');

  it('keeps the file sealed in pieces, whatever the pieces in which it came', async () => {
    const content = Buffer.from('0912000001,您好\r\n'.repeat(150_000));
    const id = await bench.upload({ content });
    const [upload] = await bench.db.query<{ id: string; bytes: number; key_id: number }>(
      'SELECT id, bytes, key_id FROM upload WHERE id = $1',
      [id],
    );
    const pieces = await bench.db.query<{ sealed: Buffer }>(
      'SELECT sealed FROM upload_chunk WHERE upload_id = $1',
      [id],
    );
    expect(pieces.length).toBe(Math.ceil(content.length / (1024 * 1024)));
    expect(pieces.some(piece => piece.sealed.includes('0912000001'))).toBe(false);
    const key = await bench.get(KeyRing).open(upload?.key_id ?? 0);
    if (!upload || !key) throw new Error('not stored');
    expect(Buffer.from(await readRawFile(bench.db, upload, key)).equals(content)).toBe(true);
    await bench.db.query('DELETE FROM upload');
  });

  it('takes the name also when it comes behind the file', async () => {
    const pieces = async function* () {
      yield Buffer.from('0912000001\n');
    };
    const id = await receive(form(file(pieces()), field(bench.unit.signatureId)));
    expect(await bench.show(id)).toMatchObject({ state: 'checking', fileName: '名單.csv', bytes: 11 });
    await bench.db.query('DELETE FROM upload');
  });

  it('leaves nothing of an upload that breaks off', async () => {
    const breaking = async function* () {
      yield Buffer.alloc(3 * 1024 * 1024, 0x30);
      throw new Error('the connection is gone');
    };
    await expect(receive(form(field(bench.unit.signatureId), file(breaking())))).rejects.toThrow('gone');
    expect(await left()).toEqual([]);
  });

  it('refuses what is larger than the limit, lacks its file, or bears a name that is not the unit’s', async () => {
    const whole = async function* () {
      yield Buffer.alloc(10);
    };
    const other = await buildUnit(bench.db, { signature: '其他機關' });
    await expect(receive(form(field(bench.unit.signatureId), file(whole(), true)))).rejects.toMatchObject({
      code: 'body-too-large',
      params: { maximum: FILE_LIMITS.bytes },
    });
    await expect(receive(form(field(bench.unit.signatureId)))).rejects.toMatchObject({
      code: 'invalid-request',
    });
    await expect(receive(form(field('x'), file(whole())))).rejects.toMatchObject({ code: 'invalid-request' });
    await expect(
      receive(formOf({ signatureId: other.signatureId }, 'a.csv', Buffer.from('x'))),
    ).rejects.toMatchObject({
      code: 'signature-unknown',
    });
    await expect(receive({ ...form(), isMultipart: () => false })).rejects.toMatchObject({
      code: 'unsupported-media-type',
    });
    expect(await left()).toEqual([]);
  });

  it('takes only as many at once as memory allows, and gives the room back', () => {
    const room = new ReceivingRoom(100);
    const first = room.take(60);
    expect(room.take(60)).toBeNull();
    first?.giveBack();
    expect(room.take(60)).not.toBeNull();
  });

  it.each([
    ['C:\\fakepath\\名單.csv', '名單.csv'],
    ['../../etc/名單.csv', '名單.csv'],
    ['名\u202e單\u0000.csv', '名單.csv'],
    ['', '未命名'],
    [`${'長'.repeat(300)}.xlsx`, `${'長'.repeat(195)}.xlsx`],
  ])('names a file plainly: %j', (given, plain) => {
    expect(plainFileName(given)).toBe(plain);
  });
});
