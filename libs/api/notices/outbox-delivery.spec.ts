import { Db } from '@sms111/api/platform';
import {
  buildAccount,
  buildUnit,
  startMailCatcher,
  startTestApp,
  type MailCatcher,
  type TestApp,
} from '@sms111/api/testing';
import {
  MailDeliveryModule,
  NoticesModule,
  Notices,
  OutboxDelivery,
  type NoticeWords,
  type Telling,
} from '.';
import { pauseAfter } from './outbox-delivery';

const WORDS: NoticeWords = {
  subject: (kind, params) => `${kind} ${String(params['batch'] ?? '')}`,
  body: (kind, params, language) => `${language}\n${kind}\n${JSON.stringify(params)}`,
};

const HOUR_MS = 3_600_000;

describe('mails leave through the outbox', () => {
  let catcher: MailCatcher;
  let test: TestApp;
  let db: Db;
  let notices: Notices;
  let delivery: OutboxDelivery;
  let to: Telling['to'];
  let told = 0;

  beforeAll(async () => {
    catcher = await startMailCatcher();
    test = await startTestApp({
      imports: [NoticesModule, MailDeliveryModule.forRoot(WORDS)],
      env: { SMTP_URL: catcher.url, PUBLIC_URL: 'http://sms111.test' },
    });
    db = test.app.get(Db);
    notices = test.app.get(Notices);
    delivery = test.app.get(OutboxDelivery);
    const unit = await buildUnit(db);
    to = { id: await buildAccount(db, unit), name: '王小明', email: 'ming@agency.gov.tw' };
  });
  afterEach(async () => {
    catcher.refusal = null;
    await delivery.deliverDue();
    catcher.mails.length = 0;
  });
  afterAll(async () => {
    await test.close();
    await catcher.close();
  });

  const tell = (given: Partial<Telling> = {}): Promise<boolean> =>
    db.transaction(tx =>
      notices.tell(tx, {
        to,
        kind: 'batch-completed',
        params: { batch: 'b0fz3aaaaaaa', delivered: 100 },
        dedupeKey: `event-${++told}`,
        ...given,
      }),
    );
  const last = async () =>
    (
      await db.query<{
        attempts: number;
        error: string | null;
        bytes: number;
        done: boolean;
        givenUp: boolean;
      }>(
        `SELECT attempts, last_error AS error, length(sealed) AS bytes, done_at IS NOT NULL AS done,
                given_up_at IS NOT NULL AS "givenUp" FROM outbox ORDER BY id DESC LIMIT 1`,
      )
    )[0];

  it('puts a notice into words, sends it, and keeps nothing of it', async () => {
    await tell();
    expect(await delivery.deliverDue()).toBe(1);
    expect(catcher.mails).toEqual([
      {
        to: 'ming@agency.gov.tw',
        subject: 'batch-completed b0fz3aaaaaaa',
        text: 'zh-TW\nbatch-completed\n{"batch":"b0fz3aaaaaaa","delivered":100,"to":"王小明"}\n',
        messageId: expect.stringMatching(/^<outbox-\d+@sms111\.test>$/) as string,
      },
    ]);
    expect(await last()).toEqual({ attempts: 1, error: null, bytes: 0, done: true, givenUp: false });
  });

  it('tells one event once', async () => {
    expect(await tell({ dedupeKey: 'batch-1-completed' })).toBe(true);
    expect(await tell({ dedupeKey: 'batch-1-completed' })).toBe(false);
    expect(await delivery.deliverDue()).toBe(1);
  });

  it('sends no mail to an account without an address, but leaves it the notice', async () => {
    expect(await tell({ to: { ...to, email: null } })).toBe(true);
    expect(await delivery.deliverDue()).toBe(0);
  });

  it('is gone when the transaction that told it fails', async () => {
    const failing = db.transaction(async tx => {
      await notices.tell(tx, { to, kind: 'batch-failed', params: {}, dedupeKey: 'never' });
      throw new Error('undone');
    });
    await expect(failing).rejects.toThrow('undone');
    expect(await delivery.deliverDue()).toBe(0);
    expect(await db.query(`SELECT FROM notice WHERE dedupe_key = 'never'`)).toHaveLength(0);
  });

  it('lies in the outbox as ciphertext', async () => {
    await tell();
    const [row] = await db.query<{ sealed: Buffer }>('SELECT sealed FROM outbox ORDER BY id DESC LIMIT 1');
    expect(row?.sealed.includes('agency.gov.tw')).toBe(false);
    expect(row?.sealed.includes('b0fz3aaaaaaa')).toBe(false);
  });

  it('cannot be moved to another row', async () => {
    await tell();
    await tell();
    await db.query(
      `UPDATE outbox SET sealed = (SELECT sealed FROM outbox ORDER BY id DESC OFFSET 1 LIMIT 1)
        WHERE id = (SELECT max(id) FROM outbox)`,
    );
    expect(await delivery.deliverDue()).toBe(1);
    expect(await last()).toMatchObject({ done: false });
    await db.query(`UPDATE outbox SET given_up_at = now() WHERE done_at IS NULL`);
  });

  it('tries again with growing pauses, and writes down no address', async () => {
    catcher.refusal = { code: 451, text: 'ming@agency.gov.tw: try later' };
    await tell();
    expect(await delivery.deliverDue()).toBe(0);
    expect(await last()).toMatchObject({ attempts: 1, error: 'EENVELOPE 451', done: false });
    expect(await delivery.deliverDue()).toBe(0);
    expect(await last()).toMatchObject({ attempts: 1 });
    test.platform.clock.advance(pauseAfter(1));
    expect(await delivery.deliverDue()).toBe(0);
    expect(await last()).toMatchObject({ attempts: 2 });
    catcher.refusal = null;
    test.platform.clock.advance(pauseAfter(1));
    expect(await delivery.deliverDue()).toBe(0);
    test.platform.clock.advance(pauseAfter(2) - pauseAfter(1));
    expect(await delivery.deliverDue()).toBe(1);
  });

  it('pauses 15 seconds at first and an hour at most', () => {
    expect([1, 2, 3, 8, 9, 20].map(pauseAfter)).toEqual([
      15_000,
      30_000,
      60_000,
      1_920_000,
      HOUR_MS,
      HOUR_MS,
    ]);
  });

  it('gives up after a day, with an audit entry', async () => {
    catcher.refusal = { code: 550, text: 'no such user' };
    await tell();
    await delivery.deliverDue();
    test.platform.clock.advance(24 * HOUR_MS);
    await delivery.deliverDue();
    expect(await last()).toEqual({
      attempts: 2,
      error: 'EENVELOPE 550',
      bytes: 0,
      done: false,
      givenUp: true,
    });
    const [entry] = await db.query(`SELECT detail FROM audit_entry WHERE action = 'mail.given-up'`);
    expect(entry).toEqual({ detail: { attempts: 2, fault: 'EENVELOPE 550' } });
    catcher.refusal = null;
    expect(await delivery.deliverDue()).toBe(0);
  });

  it('drops a code that came too late to be of use', async () => {
    const goodUntil = new Date(test.platform.clock.ms() + 300_000);
    await db.transaction(tx =>
      notices.mail(tx, {
        to: { name: to.name, email: 'ming@agency.gov.tw' },
        kind: 'sign-in-code',
        params: { code: '123456', minutes: 5 },
        goodUntil,
      }),
    );
    test.platform.clock.advance(300_000);
    expect(await delivery.deliverDue()).toBe(0);
    expect(await last()).toMatchObject({ givenUp: true, error: 'too late', bytes: 0 });
  });

  it('sends everything once when two workers deliver at once', async () => {
    for (let i = 0; i < 25; i++) await tell();
    const other = await startTestApp({
      imports: [NoticesModule, MailDeliveryModule.forRoot(WORDS)],
      env: { ...sharedEnv(test), SMTP_URL: catcher.url, PUBLIC_URL: 'http://sms111.test' },
    });
    other.platform.clock.set(test.platform.clock.now());
    const counts = await Promise.all([delivery.deliverDue(), other.app.get(OutboxDelivery).deliverDue()]);
    expect(counts[0] + counts[1]).toBe(25);
    expect(new Set(catcher.mails.map(mail => mail.messageId)).size).toBe(25);
    expect(catcher.mails).toHaveLength(25);
    await other.close();
  });

  it('takes up what a worker had claimed when it died', async () => {
    await tell();
    await db.query(
      `UPDATE outbox SET attempts = 1, due_at = $1 WHERE done_at IS NULL AND given_up_at IS NULL`,
      [new Date(test.platform.clock.ms() + 3 * 60_000)],
    );
    expect(await delivery.deliverDue()).toBe(0);
    test.platform.clock.advance(3 * 60_000);
    expect(await delivery.deliverDue()).toBe(1);
  });
});

/** Settings that let a second application work on the first one's database. */
const sharedEnv = ({ platform }: TestApp): Record<string, string> => ({
  DATABASE_URL: platform.database.url,
  MASTER_KEY: platform.config.get('MASTER_KEY').toString('base64'),
});
