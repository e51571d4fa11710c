import { Db, type Actor } from '@sms111/api/platform';
import { actorOf, buildAccount, buildUnit, startTestApp, type TestApp } from '@sms111/api/testing';
import { Notices, NoticesModule } from '.';
import { NoticesController } from './notices.controller';

describe('the notices of an account', () => {
  let test: TestApp;
  let db: Db;
  let controller: NoticesController;
  let actor: Actor;
  let stranger: Actor;

  beforeAll(async () => {
    test = await startTestApp({ imports: [NoticesModule] });
    db = test.app.get(Db);
    controller = test.app.get(NoticesController);
    const unit = await buildUnit(db);
    actor = actorOf(unit, await buildAccount(db, unit));
    stranger = actorOf(unit, await buildAccount(db, unit));
    for (let n = 1; n <= 5; n++) await tell(actor, n);
    await tell(stranger, 6);
  });
  afterAll(() => test.close());

  const tell = (to: Actor, n: number) =>
    db.transaction(tx =>
      test.app.get(Notices).tell(tx, {
        to: { id: to.accountId, name: to.name, email: null },
        kind: 'batch-completed',
        params: { n },
        dedupeKey: `n-${n}`,
      }),
    );
  const list = (who: Actor, query: { cursor?: string; limit: number }) =>
    controller.list(who, { params: undefined, query, body: undefined });
  const read = (who: Actor, ids?: string[]) =>
    controller.read(who, { params: undefined, query: undefined, body: { ids } });

  it('come newest first, page by page, and never those of others', async () => {
    const first = await list(actor, { limit: 3 });
    expect(first.items.map(item => item.params['n'])).toEqual([5, 4, 3]);
    const second = await list(actor, { limit: 3, cursor: first.next ?? '' });
    expect(second.items.map(item => item.params['n'])).toEqual([2, 1]);
    expect(second.next).toBeNull();
    expect(first.unread).toBe(5);
  });

  it('begin anew at a cursor that was not made here', async () => {
    const cursor = Buffer.from('["\' OR 1=1"]').toString('base64url');
    expect((await list(actor, { limit: 1, cursor })).items[0]?.params['n']).toBe(5);
  });

  it('are read by their owner only, one or all, with an audit entry', async () => {
    const { items } = await list(actor, { limit: 2 });
    const ids = items.map(item => item.id);
    await read(stranger, ids);
    expect((await list(actor, { limit: 1 })).unread).toBe(5);
    await read(actor, ids);
    expect((await list(actor, { limit: 3 })).items.map(item => item.read)).toEqual([true, true, false]);
    await read(actor);
    expect((await list(actor, { limit: 1 })).unread).toBe(0);
    await read(actor);
    const entries = await db.query(
      `SELECT detail FROM audit_entry WHERE action = 'notice.read' AND account_id = $1 ORDER BY id`,
      [actor.accountId],
    );
    expect(entries).toEqual([{ detail: { notices: 2 } }, { detail: { notices: 3 } }]);
  });
});
