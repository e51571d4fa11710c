import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { CACHE, ROOT } from '../places.mjs';
import { step } from '../processes/progress.mjs';
import { mustRun, runTask } from '../processes/task.mjs';
import { Stack } from '../stack.mjs';
import { binary } from './package-command.mjs';
import { one } from './results.mjs';

const BROWSERS = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const FONT = '/usr/share/fonts/truetype/wqy/wqy-microhei.ttc';
const PACKAGES = ['chromium', 'fonts-wqy-microhei'];

const findBrowser = () => [process.env.CHROMIUM ?? '', ...BROWSERS].find(file => file && existsSync(file));
/** Without a Chinese font every character is the same box, and a journey that looks proves nothing. */
const hasFont = () =>
  existsSync(FONT) || spawnSync('fc-list', [':lang=zh-tw'], { encoding: 'utf8' }).stdout?.trim().length > 0;

/**
 * A real Chromium; installed when it is missing and we may, never done without.
 * @param {import('./checks.mjs').Context} context
 * @returns {Promise<string>} its path
 */
async function needBrowser(context) {
  const command = `apt-get install -y --no-install-recommends ${PACKAGES.join(' ')}`;
  const found = findBrowser();
  if (found && hasFont()) return found;
  if (process.getuid?.() !== 0 || spawnSync('apt-get', ['--version']).status !== 0) {
    throw new Error(
      `瀏覽器測試需要 Chromium 與中文字型，請執行 · browser tests need Chromium and a Chinese font: sudo ${command}`,
    );
  }
  await step('已安裝 Chromium 與中文字型', 'apt-get install', async () => {
    const options = { ...context, env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } };
    await mustRun('apt-get update', ['apt-get', 'update', '-qq'], options);
    await mustRun('apt-get install', command.split(' '), options);
  });
  const installed = findBrowser();
  if (!installed) throw new Error(`no Chromium after: ${command}`);
  return installed;
}

/**
 * The journeys in e2e/, on the whole product with throw-away data.
 * @param {import('./checks.mjs').Context} context
 * @param {string[]} patterns
 * @returns {Promise<import('./results.mjs').Result>}
 */
export async function browser(context, patterns = []) {
  if (!existsSync(path.join(ROOT, 'e2e', 'playwright.config.ts')))
    return one(false, 'no e2e/playwright.config.ts');
  const chromium = await needBrowser(context);
  const report = path.join(CACHE, 'test', 'playwright.json');
  mkdirSync(path.dirname(report), { recursive: true });
  rmSync(report, { force: true });
  const stack = new Stack({ kind: 'test', ...context });
  await stack.start();
  try {
    const { code } = await runTask(
      'playwright',
      [
        ...[
          process.execPath,
          binary('@playwright/test', 'playwright'),
          'test',
          '-c',
          'e2e/playwright.config.ts',
        ],
        ...['--reporter=line,json', ...patterns],
      ],
      {
        ...context,
        cwd: ROOT,
        env: {
          ...process.env,
          ...stack.journeyEnv,
          ...(patterns.length > 0 ? { E2E_PART: '1' } : {}),
          CHROMIUM: chromium,
          PLAYWRIGHT_JSON_OUTPUT_NAME: report,
        },
        show: true,
      },
    );
    return existsSync(report) ? counted(report, code) : one(false, `playwright: exit ${code}, no report`);
  } finally {
    await stack.stop();
  }
}

/** @param {string} file @param {number} code @returns {import('./results.mjs').Result} */
function counted(file, code) {
  const { stats, errors } = JSON.parse(readFileSync(file, 'utf8'));
  // A journey that passes only at the second try has failed once.
  const failed = stats.unexpected + stats.flaky;
  const detail = errors.map((/** @type {{ message?: string }} */ error) => error.message).join('\n');
  if (stats.expected + failed === 0) return one(false, detail || 'no journey found');
  return { passed: stats.expected, failed: failed || (code === 0 ? 0 : 1), skipped: stats.skipped, detail };
}
