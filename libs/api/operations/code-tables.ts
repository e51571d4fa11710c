import { ENDPOINTS, messageState, problemsOf, PROBLEMS } from '@sms111/contracts';
import { CONTENT_ERRORS, CONTENT_WARNINGS, MOBILE_ERRORS, MOBILE_WARNINGS, REASONS } from '@sms111/domain';
import { codeWords, reasonWords, words } from '@sms111/phrases';
import { escape } from './escape';

const zh = words('zh-TW');
const en = words('en');

/** Codes of the items that systems send: of the number, of the text, and of the item among others. */
const ITEM_CODES = [
  ...MOBILE_ERRORS,
  ...CONTENT_ERRORS,
  'E_DUPLICATE',
  'E_DUPLICATE_REF',
  'E_CLIENT_REF_TAKEN',
  ...MOBILE_WARNINGS,
  ...CONTENT_WARNINGS,
];

type Cells = readonly [code: string, zh: string, en: string];

const table = (title: string, rows: readonly Cells[]): string =>
  `<section><h2>${title}</h2><table><thead><tr><th scope="col">代碼 Code</th><th scope="col">說明</th>
    <th scope="col">Meaning</th></tr></thead><tbody>${rows
      .map(([code, ...said]) => `<tr><td><code>${escape(code)}</code></td>${said.map(cell).join('')}</tr>`)
      .join('')}</tbody></table></section>`;

const cell = (text: string): string => `<td>${escape(text)}</td>`;

/** Every code that a system may be answered, with its words: what a programmer decides by. */
export const codeTables = (): string => {
  const problems = [
    ...new Set(ENDPOINTS.filter(each => each.path.startsWith('/api/v1/')).flatMap(problemsOf)),
  ].sort((a, b) => PROBLEMS[a] - PROBLEMS[b]);
  return [
    table(
      '錯誤代碼 Problems',
      problems.map(code => [
        code,
        `${PROBLEMS[code]} ${zh.problems[code].title}：${zh.problems[code].detail({})}`,
        `${PROBLEMS[code]} ${en.problems[code].title}. ${en.problems[code].detail({})}`,
      ]),
    ),
    table(
      '檢核代碼 Findings：<code>E_…</code> 退回 returned，<code>W_…</code> 提醒 told and sent',
      ITEM_CODES.map(code => {
        const [said, told] = [codeWords(code, 'zh-TW'), codeWords(code, 'en')];
        return [code, `${said.name}：${said.todo}`, `${told.name}: ${told.todo}`];
      }),
    ),
    table(
      '狀態 States',
      messageState.options.map(state => [state, zh.states.message[state], en.states.message[state]]),
    ),
    table(
      '原因 Reasons',
      REASONS.filter(reason => reason !== 'none').map(reason => [
        reason,
        reasonWords(reason, 'zh-TW').name,
        reasonWords(reason, 'en').name,
      ]),
    ),
  ].join('\n');
};
