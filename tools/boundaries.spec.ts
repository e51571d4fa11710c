import { readFileSync } from 'node:fs';
import path from 'node:path';
import { declaredIn, findRoom, isTest, judgeImport, ROOMS, roomOf } from './boundaries.mjs';
import { withPicture } from './readme-picture.mjs';
import { faultyRooms, forbiddenImports } from './rooms-on-disk.mjs';

const root = path.resolve(__dirname, '..');
const declared = declaredIn({
  dependencies: { bull: '', zod: '', pg: '', '@nestjs/common': '' },
  devDependencies: { react: '', 'fast-check': '', vite: '' },
});
const judge = (file: string, specifier: string) => judgeImport({ file, specifier, declared });

describe('the repository', () => {
  it('has no import that the table forbids', () => {
    expect(forbiddenImports(root)).toEqual([]);
  });

  it('gives every room a rank, a project and a door', () => {
    expect(faultyRooms(root)).toEqual([]);
  });

  it('shows the table of today in the README', () => {
    const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
    expect(readme).toBe(withPicture(readme));
  });
});

describe('an import that is allowed', () => {
  it.each([
    ['libs/api/messages/accept-batch.ts', '@sms111/api/quota'],
    ['libs/api/carriers/link.ts', '@sms111/smpp'],
    ['libs/web/compose/compose-page.tsx', '@sms111/web/ui'],
    ['libs/web/compose/compose-page.tsx', '@sms111/domain'],
    ['libs/web/compose/compose-page.tsx', 'react'],
    ['libs/web/compose/lint/hint.tsx', '../preview'],
    ['libs/api/platform/queue/queue.ts', 'bull'],
    ['libs/api/platform/db/db.spec.ts', '@sms111/api/testing'],
    ['libs/domain/phone/phone.spec.ts', 'fast-check'],
    ['libs/api/carriers/link.spec.ts', '../../../apps/carrier-simulator'],
    ['libs/web/compose/page.spec.tsx', '@sms111/web/testing'],
    ['apps/api/main.ts', '@sms111/api/operations'],
    ['tools/start.mjs', 'vite'],
  ])('%s → %s', (file, specifier) => {
    expect(judge(file, specifier)).toBeNull();
  });
});

describe('an import that is refused', () => {
  it.each([
    ['upwards', 'libs/api/quota/order-quota.ts', '@sms111/api/messages', 'lower ranks'],
    ['sideways', 'libs/api/intake/check.ts', '@sms111/api/schedules', 'lower ranks'],
    ['of another feature', 'libs/web/compose/page.tsx', '@sms111/web/messages', 'lower ranks'],
    [
      'of the server by the browser',
      'libs/web/data/call.ts',
      '@sms111/api/platform',
      'never imports the server',
    ],
    [
      'of the protocol by the browser',
      'libs/web/compose/page.tsx',
      '@sms111/smpp',
      'never imports the server',
    ],
    ['of the browser by the server', 'libs/api/messages/x.ts', '@sms111/web/ui', 'browser side'],
    ['of a module by reports', 'libs/api/reports/x.ts', '@sms111/api/accounts', 'imports only'],
    ['of anything but the platform by testing', 'libs/api/testing/x.ts', '@sms111/contracts', 'imports only'],
    [
      'of the common codec by the simulator',
      'apps/carrier-simulator/main.ts',
      '@sms111/smpp',
      'imports only',
    ],
    ['of its own door', 'libs/api/quota/x.ts', '@sms111/api/quota', 'relative'],
    ['behind a door', 'libs/api/messages/x.ts', '@sms111/api/quota/quota-ledger', 'behind its index.ts'],
    ['around a door', 'libs/api/messages/x.ts', '../quota/quota-ledger', 'leaves api/messages'],
    ['of what nobody made', 'libs/api/messages/x.ts', '@sms111/api/magic', 'no room'],
    ['of the queue outside of the platform', 'libs/api/messages/x.ts', 'bull', 'only api/platform'],
    ['of the driver outside of the platform', 'libs/api/messages/x.spec.ts', 'pg', 'Db and Tx'],
    ['of Node by a rule', 'libs/domain/phone/x.ts', 'node:fs', 'no node:fs'],
    ['of a package by a rule', 'libs/domain/phone/x.ts', 'zod', 'no package'],
    ['of a server package by the browser', 'libs/web/data/x.ts', '@nestjs/common', 'not @nestjs/common'],
    ['of what an image lacks', 'apps/worker/main.ts', 'vite', 'not there in production'],
    ['of what nobody declared', 'libs/api/messages/x.ts', 'left-pad', 'not in package.json'],
    [
      'behind the door of the simulator',
      'libs/api/carriers/x.spec.ts',
      '../../../apps/carrier-simulator/link',
      'leaves',
    ],
    [
      'of the simulator by the product',
      'libs/api/carriers/x.ts',
      '../../../apps/carrier-simulator',
      'leaves',
    ],
    ['of testing outside of a spec', 'libs/api/audit/x.ts', '@sms111/api/testing', 'lower ranks'],
  ])('%s', (_, file, specifier, why) => {
    expect(judge(file, specifier)).toContain(why);
  });

  it('in a room without a rank', () => {
    expect(judge('libs/common/x.ts', 'zod')).toContain('no rank');
  });
});

describe('the table', () => {
  it('lets no two rooms import each other, specs included', () => {
    const rooms = ROOMS.map(({ room }) => room.replace('*', 'x')).flatMap(room => findRoom(room) ?? []);
    const may = (from: string, to: string) => judge(`${folder(from)}/x.ts`, `@sms111/${to}`) === null;
    const folder = (room: string) => (/^(apps|e2e)/.test(room) ? room : `libs/${room}`);
    const both = rooms.flatMap(({ room: a }) =>
      rooms.filter(({ room: b }) => may(a, b) && may(b, a)).map(({ room: b }) => `${a} ↔ ${b}`),
    );
    expect(both).toEqual([]);
  });

  it('knows rooms and specs by their path', () => {
    expect(roomOf('libs/api/quota/quota.views.ts')).toBe('api/quota');
    expect(roomOf('libs/domain/phone/phone.ts')).toBe('domain');
    expect(roomOf('tools/start.mjs')).toBeNull();
    expect(isTest('libs/domain/phone/phone.spec.ts')).toBe(true);
    expect(isTest('libs/domain/phone/phone.ts')).toBe(false);
  });
});
