/** @type {Record<string, string>} */
const ESCAPES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escape = (/** @type {string} */ text) => text.replace(/[&<>"']/g, char => ESCAPES[char] ?? char);

const PHRASES = {
  'zh-Hant-TW': {
    title: '驗證碼與郵件',
    lead: '開發與示範用：模擬示範帳號的驗證器，並攔下平臺寄出的電子郵件，不會真的寄出。',
    codes: '示範帳號的動態驗證碼',
    account: '帳號',
    role: '角色',
    now: '目前驗證碼',
    next: '下一組',
    until: '有效至',
    noCodes: '尚無示範帳號。',
    mails: '寄出的電子郵件',
    noMails: '尚無郵件。平臺寄出的第一封郵件會出現在這裡。',
    to: '收件者',
    from: '寄件者',
    other: 'English',
    otherLang: 'en',
  },
  en: {
    title: 'Codes and mail',
    lead: 'For development and demonstration: the authenticators of the demo accounts, and the mails that the platform sent. None of them leaves this machine.',
    codes: 'Authenticator codes of the demo accounts',
    account: 'Account',
    role: 'Role',
    now: 'Code now',
    next: 'Next',
    until: 'Valid until',
    noCodes: 'No demo accounts yet.',
    mails: 'Mails sent',
    noMails: 'No mail yet. The first that the platform sends will stand here.',
    to: 'To',
    from: 'From',
    other: '中文',
    otherLang: 'zh-Hant-TW',
  },
};

/**
 * @param {string | null} asked `?lang=` @param {string} accepted `Accept-Language`
 * @returns {keyof typeof PHRASES}
 */
export const languageOf = (asked, accepted) =>
  (asked ?? accepted).toLowerCase().startsWith('en') ? 'en' : 'zh-Hant-TW';

const STYLE = `
  :root { color-scheme: light dark; --line: light-dark(#c9ced6, #444b57); --quiet: light-dark(#4b5563, #aeb6c2);
    --ground: light-dark(#ffffff, #14171c); --ink: light-dark(#1b2430, #e8ecf2); --link: light-dark(#0b5394, #8ec7ff); }
  body { margin: 0 auto; max-width: 60rem; padding: 1.5rem; background: var(--ground); color: var(--ink);
    font: 1rem/1.6 "Noto Sans TC Variable", "PingFang TC", "Microsoft JhengHei", "WenQuanYi Micro Hei", sans-serif; }
  header { display: flex; gap: 1rem; align-items: baseline; justify-content: space-between; }
  a { color: var(--link); } p { color: var(--quiet); }
  table { border-collapse: collapse; width: 100%; }
  th, td { text-align: start; padding: .5rem .75rem; border-bottom: 1px solid var(--line); }
  .code { font: 600 1.25rem ui-monospace, monospace; letter-spacing: .1em; }
  details { border-bottom: 1px solid var(--line); padding: .5rem 0; }
  summary { cursor: pointer; display: flex; gap: 1rem; } summary time { color: var(--quiet); }
  pre { white-space: pre-wrap; overflow-wrap: anywhere; font: inherit; }`;

/** Fetches the page again and puts in what has changed since, keeping opened mails open and a selection alone. */
const SCRIPT = `
  const shown = new Map([...document.querySelectorAll('section')].map(part => [part.id, part.innerHTML]));
  setInterval(async () => {
    const answer = await fetch(location.href).catch(() => null);
    if (!answer?.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
    for (const part of fresh.querySelectorAll('section')) {
      if (shown.get(part.id) === part.innerHTML) continue;
      shown.set(part.id, part.innerHTML);
      const old = document.getElementById(part.id);
      for (const { id } of old.querySelectorAll('details[open]')) part.querySelector('#' + id)?.setAttribute('open', '');
      old.replaceWith(part);
    }
  }, 1000);`;

/**
 * The one page of the catcher. Nothing of a mail is taken for markup.
 * @param {{ language: keyof typeof PHRASES, nonce: string, mails: import('./mailbox.mjs').Mail[],
 *   codes: import('./codes.mjs').Code[] }} content
 */
export function page({ language, nonce, mails, codes }) {
  const words = PHRASES[language];
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-TW', {
    dateStyle: 'medium',
    timeStyle: 'medium',
    timeZone: 'Asia/Taipei',
  });
  const clock = new Intl.DateTimeFormat('zh-TW', {
    timeStyle: 'medium',
    hourCycle: 'h23',
    timeZone: 'Asia/Taipei',
  });
  const codeRow = (/** @type {import('./codes.mjs').Code} */ row) =>
    `<tr><td>${escape(row.login)} <small>${escape(row.name)}</small></td><td>${escape(row.role)}</td>` +
    `<td class="code">${escape(row.code)}</td><td>${escape(row.next)}</td><td>${clock.format(row.until)}</td></tr>`;
  const mail = (/** @type {import('./mailbox.mjs').Mail} */ one) =>
    `<details id="mail-${one.id}"><summary><time datetime="${one.at}">${time.format(new Date(one.at))}</time>` +
    `<strong>${escape(one.subject)}</strong><span>${escape(one.to.join(', '))}</span></summary>` +
    `<p>${words.from}: ${escape(one.from)}<br>${words.to}: ${escape(one.to.join(', '))}</p>` +
    `<pre>${escape(one.text || one.html)}</pre></details>`;
  const headings = [words.account, words.role, words.now, words.next, words.until];
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${words.title}</title><style nonce="${nonce}">${STYLE}</style></head>
<body><header><h1>${words.title}</h1><a href="/?lang=${words.otherLang}" hreflang="${words.otherLang}" lang="${words.otherLang}">${words.other}</a></header>
<p>${words.lead}</p>
<main><section id="codes" aria-labelledby="codes-title"><h2 id="codes-title">${words.codes}</h2>${
    codes.length === 0
      ? `<p>${words.noCodes}</p>`
      : `<table><thead><tr>${headings.map(text => `<th scope="col">${text}</th>`).join('')}</tr></thead><tbody>${codes.map(codeRow).join('')}</tbody></table>`
  }</section>
<section id="mails" aria-labelledby="mails-title"><h2 id="mails-title">${words.mails}</h2>${
    mails.length === 0 ? `<p>${words.noMails}</p>` : mails.map(mail).join('')
  }</section></main>
<script nonce="${nonce}">${SCRIPT}</script></body></html>`;
}
