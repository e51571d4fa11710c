import path from 'node:path';
import { parseArgs } from 'node:util';
import { aborted } from './processes/lifetime.mjs';
import { bold, dim, say } from './processes/progress.mjs';
import { Stack } from './stack.mjs';

/**
 * `npm start`: the whole product, until told to stop.
 * `-- --fresh` drops the data first; `-- --demo` loads demo data also into the database of DATABASE_URL.
 * @param {import('./main.mjs').Run} run
 */
export async function start({ args, signal, runList }) {
  const { values } = parseArgs({ args, options: { fresh: { type: 'boolean' }, demo: { type: 'boolean' } } });
  const started = performance.now();
  const stack = new Stack({ kind: 'start', runList, signal, ...values });
  await stack.start();
  tellHow(stack, (performance.now() - started) / 1000);
  await aborted(signal);
  say('\n正在停止 · stopping …');
  await stack.stop();
  say('已全部停止 · stopped');
  return 0;
}

/** What a person needs to go on. @param {Stack} stack @param {number} seconds */
function tellHow(stack, seconds) {
  /** @type {(import('./stack.mjs').DemoAccount & { apiKey?: string })[]} */
  const accounts = stack.demoAccounts;
  const people = accounts.filter(account => account.password);
  const systems = accounts.filter(account => account.apiKey);
  say(`\n${bold('政府專屬短碼簡訊平臺 111')} 已啟動 ${dim(`· ready in ${seconds.toFixed(1)} s`)}\n`);
  table([
    ['網站 web', bold(stack.url)],
    ['介接文件 API docs', `${stack.url}/api/docs`],
    ['手機畫面 handsets', `${stack.simulatorUrl}  ${dim('電信業者模擬器')}`],
    ['驗證碼與郵件 codes, mail', `${stack.mailUrl}  ${dim('動態驗證碼與寄出的電子郵件都在這裡')}`],
    ['紀錄 logs', path.relative(process.cwd(), stack.logs)],
  ]);
  if (people.length > 0) {
    say(
      `\n  示範帳號 demo accounts ${dim('（第二因子：上列驗證碼頁面 · second factor: see the codes page）')}\n`,
    );
    table(
      people.map(({ role, login, password, name }) => [`${role} ${name}`, `${bold(login)}  ${password}`]),
    );
  }
  if (systems.length > 0) {
    say(`\n  示範介接金鑰 API keys ${dim('（Authorization: Bearer …）')}\n`);
    table(systems.map(({ login, name, apiKey = '' }) => [`${login} ${name}`, apiKey]));
  }
  say(`\n  ${dim('Ctrl-C 停止 · to stop')}\n`);
}

/** Columns of a terminal: a Chinese character takes two. @param {string[][]} rows */
function table(rows) {
  const width = (/** @type {string} */ text) =>
    [...text].reduce((sum, char) => sum + (/[\u2e80-\uffe6]/.test(char) ? 2 : 1), 0);
  const widest = Math.max(...rows.map(([name = '']) => width(name)));
  for (const [name = '', value = ''] of rows) say(`  ${name}${' '.repeat(widest - width(name))}  ${value}`);
}
