/**
 * The page's script, as it runs in the browser. `WORDS`, `CARRIERS` and `OUTCOMES` stand before it as data.
 * Whatever comes from a message is only ever set as text.
 */
export const SCRIPT = String.raw`
'use strict';
const $ = id => document.getElementById(id);
const make = (tag, className, text) => {
  const element = document.createElement(tag);
  if (className) element.className = className;
  if (text !== undefined) element.textContent = text;
  return element;
};

// Remembered choices; a browser that keeps nothing still works.
const remember = (key, value) => { try { localStorage.setItem('simulator.' + key, value); } catch {} };
const recall = key => { try { return localStorage.getItem('simulator.' + key); } catch { return null; } };

let language = recall('language') === 'en' ? 1 : 0;
let state = null;
let shown = [];
let query = '';
let paused = false;
let connected = false;
let searchAgain = 0;

const word = (key, values) => {
  const text = WORDS[key][language];
  return values ? text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole) : text;
};
const count = value => value.toLocaleString('en-US');
const two = value => String(value).padStart(2, '0');
const time = iso => {
  const at = new Date(iso);
  const clock = two(at.getHours()) + ':' + two(at.getMinutes()) + ':' + two(at.getSeconds());
  if (at.toDateString() === new Date().toDateString()) return clock;
  return at.getFullYear() + '/' + two(at.getMonth() + 1) + '/' + two(at.getDate()) + ' ' + clock;
};
const carrierName = code => CARRIERS[code][language];
const linkName = link => word('targetLink', { carrier: carrierName(link.slice(0, 3)), letter: link.slice(4) });

const ICONS = {
  good: 'M6.2 11.4 2.9 8.1l1.2-1.2 2.1 2.1 5.7-5.7 1.2 1.2z',
  bad: 'M8 6.8 11.6 3.200 12.800 4.400 9.200 8l3.600 3.600-1.200 1.200L8 9.200l-3.600 3.600-1.200-1.200L6.800 8 3.200 4.400 4.400 3.200z',
  look: 'M8 1.500 15 14H1zM7.200 6v4h1.600V6zm0 5v1.600h1.600V11z',
  wait: 'M8 1.500a6.500 6.500 0 1 0 0 13 6.500 6.500 0 0 0 0-13zm0 1.500a5 5 0 1 1 0 10A5 5 0 0 1 8 3zm-.8 1.800v3.600l2.800 1.700.8-1.200-2.100-1.300V4.800z',
};
const icon = name => {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 16 16');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', ICONS[name]);
  path.setAttribute('fill', 'currentColor');
  path.setAttribute('fill-rule', 'evenodd');
  svg.append(path);
  return svg;
};
const badge = (tone, text) => {
  const element = make('span', 'state ' + tone);
  element.append(icon(tone), document.createTextNode(text));
  return element;
};
const STATES = {
  waiting: ['wait', 'stateWaiting'], DELIVRD: ['good', 'stateDelivered'], partly: ['look', 'statePartly'],
  UNDELIV: ['bad', 'stateUndelivered'], EXPIRED: ['bad', 'stateExpired'], DELETED: ['bad', 'stateDeleted'],
  UNKNOWN: ['look', 'stateUnknown'], REJECTD: ['bad', 'stateRejected'],
};

// Small screens lay tables out as blocks, which would take their meaning from them; the roles keep it.
const ROLES = { TABLE: 'table', THEAD: 'rowgroup', TBODY: 'rowgroup', TR: 'row', TD: 'cell' };
const keepRoles = table => {
  for (const element of [table, ...table.querySelectorAll('thead, tbody, tr, th, td')]) {
    element.setAttribute('role', ROLES[element.tagName] ?? (element.scope === 'col' ? 'columnheader' : 'rowheader'));
  }
};

// ---- words and appearance

const showWords = () => {
  document.documentElement.lang = language === 0 ? 'zh-Hant-TW' : 'en';
  document.title = word('title');
  for (const element of document.querySelectorAll('[data-word]')) element.textContent = word(element.dataset.word);
  for (const element of document.querySelectorAll('[data-label-word]')) element.setAttribute('aria-label', word(element.dataset.labelWord));
  $('language').lang = language === 0 ? 'en' : 'zh-Hant-TW';
  fillTargets();
  fillKinds();
  showNumbers();
  showFields();
  showPulse();
  showPause();
  said('');
  if (state) show();
  showPhones();
};
const dark = matchMedia('(prefers-color-scheme: dark)');
const showTheme = () => {
  const choice = $('theme').value;
  document.documentElement.dataset.theme = choice === 'auto' ? (dark.matches ? 'dark' : 'light') : choice;
};
const showPulse = () => {
  const pulse = $('pulse');
  pulse.className = connected ? 'pulse' : 'pulse off';
  pulse.replaceChildren(icon(connected ? 'good' : 'look'), document.createTextNode(word(connected ? 'live' : 'lost')));
};
const showPause = () => { $('pause').textContent = word(paused ? 'resume' : 'pause'); };

// ---- totals

const showTotals = () => {
  const { counters, links } = state;
  const refused = Object.values(counters.refused).reduce((sum, value) => sum + value, 0);
  const figures = {
    accepted: counters.accepted, duplicates: counters.duplicateCount, refused, lost: counters.lost,
    acknowledged: counters.receipts.acknowledged, waiting: counters.receipts.waiting,
    rate: links.reduce((sum, link) => sum + link.rate, 0),
  };
  for (const [name, value] of Object.entries(figures)) $('t-' + name).textContent = count(value);
  $('f-duplicates').className = counters.duplicateCount > 0 ? 'figure bad' : 'figure';
  const words = $('duplicate-words');
  if (counters.duplicateCount === 0) {
    words.replaceChildren(counters.accepted === 0 ? badge('wait', word('nothingAccepted')) : badge('good', word('noDuplicates')));
    return;
  }
  const list = make('ul', 'dups');
  for (const one of counters.duplicates.slice(0, 5)) {
    list.append(make('li', '', word('duplicateFound', { ...one, link: linkName(one.link), time: time(one.at) })));
  }
  words.replaceChildren(list);
};

// ---- handsets

const bubble = message => {
  const box = make('div', 'bubble');
  const parts = message.parts.filter(part => part.text !== null);
  parts.forEach((part, index) => {
    if (index > 0) {
      const edge = make('span', 'edge');
      edge.append(make('span', 'only-read', word('partBorder', { part: part.part })));
      box.append(edge);
    }
    box.append(document.createTextNode(part.text));
  });
  return box;
};
const messageItem = message => {
  const [tone, key] = STATES[message.state];
  const item = make('li', tone === 'bad' ? 'not-there' : '');
  item.dataset.message = message.id;
  const from = make('div', 'from');
  const at = make('time', '', time(message.at));
  at.dateTime = message.at;
  from.append(make('span', '', word('from')), at);
  const box = bubble(message);
  const open = make('button', 'plain', word('openText'));
  open.type = 'button';
  open.hidden = true;
  open.addEventListener('click', () => { opened.add(message.id); box.classList.remove('short'); open.hidden = true; });
  const facts = make('div', 'facts');
  const size = message.received < message.segments
    ? word('partsMissing', { received: message.received, count: message.segments })
    : message.segments === 1 ? word('onePart') : word('parts', { count: message.segments });
  facts.append(make('span', '', size), badge(tone, word(key)));
  item.append(from, box, open, facts);
  return item;
};
const phone = (handset, all) => {
  const item = make('li', 'phone');
  item.dataset.number = handset.number;
  const top = make('div', 'phone-top');
  top.append(make('h3', '', handset.display), make('span', 'carrier', carrierName(handset.messages[0].carrier)));
  const talk = make('ul', 'talk');
  const messages = all ? handset.messages : handset.messages.slice(0, 1);
  talk.append(...messages.map(messageItem));
  item.append(top, talk);
  if (handset.count > messages.length) {
    const more = make('button', 'plain', word('more', { count: count(handset.count - messages.length) }));
    more.type = 'button';
    more.addEventListener('click', () => { $('number').value = handset.display; search(); $('number').focus(); });
    item.append(more);
  }
  return item;
};
const SHORT = 230;
// Messages whose full text was asked for stay open while they are redrawn.
const opened = new Set();
const shorten = list => {
  const long = [...list.querySelectorAll('.talk > li')].filter(item => item.querySelector('.bubble').scrollHeight > SHORT);
  for (const item of long) {
    if (opened.has(Number(item.dataset.message))) continue;
    item.querySelector('.bubble').classList.add('short');
    item.querySelector('button').hidden = false;
  }
};
const narrow = matchMedia('(max-width: 600px)');
const recent = () => state ? state.handsets.slice(0, narrow.matches ? 6 : 12) : [];
let drawn = '';
const showPhones = () => {
  const list = $('phones');
  const text = JSON.stringify([shown, query, language]);
  if (text === drawn) return;
  drawn = text;
  const focused = document.activeElement?.closest?.('.phone')?.dataset.number;
  list.replaceChildren(...shown.map(handset => phone(handset, query !== '')));
  if (query === '') shorten(list);
  if (focused) list.querySelector('[data-number="' + focused + '"] button:not([hidden])')?.focus();
  $('nothing').hidden = shown.length > 0;
  $('nothing-title').textContent = word(query === '' ? 'empty' : 'foundNone', { text: query });
  $('nothing-hint').textContent = query === '' ? word('emptyHint') : '';
  $('handsets-hint').textContent = query === '' || shown.length === 0
    ? word('handsetsHint') : word('found', { text: query, count: shown.length });
  $('found').textContent = query === '' ? '' : word(shown.length === 0 ? 'foundNone' : 'found', { text: query, count: shown.length });
};
const search = async () => {
  query = $('number').value.trim();
  $('search-clear').hidden = query === '';
  if (query === '') {
    shown = recent();
    showPhones();
    return;
  }
  const asked = query;
  try {
    const answer = await fetch('/api/handsets?limit=24&number=' + encodeURIComponent(asked));
    const { items } = await answer.json();
    if (asked !== query) return;
    shown = items;
    showPhones();
  } catch { showPulse(); }
};

// ---- links

const showLinks = () => {
  $('links').replaceChildren(...state.links.flatMap(link => {
    const row = make('tr');
    const name = make('th');
    name.scope = 'row';
    name.append(linkName(link.link));
    const facts = [word('linkPort', link)];
    if (link.tps > 0) facts.push(word('linkTps', { tps: count(link.tps) }));
    if (link.rttMs > 0) facts.push(word('linkRtt', { rtt: count(link.rttMs) }));
    name.append(make('span', 'quiet', facts.join(language === 0 ? '、' : ', ')));
    const now = make('td');
    const sessions = link.sessions.transceiver + link.sessions.transmitter + link.sessions.receiver;
    now.append(sessions > 0 ? badge('good', word('linkBound', { count: sessions })) : badge('wait', word('linkIdle')));
    const numbers = { linkAccepted: link.accepted, linkRefused: link.refused + link.lost, linkRate: link.rate };
    row.append(name, now, ...Object.entries(numbers).map(([key, value]) => {
      const cell = make('td', 'number', count(value));
      cell.dataset.label = word(key);
      return cell;
    }));
    if (link.faults.length === 0) return [row];
    row.className = 'has-fault';
    const faults = make('tr', 'fault');
    const cell = make('td');
    cell.colSpan = 5;
    for (const fault of link.faults) {
      const left = fault.submitsUntilStart !== null ? word('leftStart', { count: fault.submitsUntilStart })
        : fault.countLeft !== null ? word('leftCount', { count: fault.countLeft })
        : fault.secondsLeft !== null ? word('leftSeconds', { count: fault.secondsLeft }) : '';
      cell.append(badge('look', kindName(fault.kind) + (left === '' ? '' : language === 0 ? '，' + left : ', ' + left)));
    }
    faults.append(cell);
    return [row, faults];
  }));
  keepRoles($('links').closest('table'));
};

// ---- drill

const KINDS = {
  'throttle': ['count', 'seconds', 'afterSubmits'], 'queue-full': ['count', 'seconds', 'afterSubmits'],
  'not-ours': ['count', 'seconds', 'afterSubmits'], 'silent': ['count', 'seconds', 'afterSubmits', 'accept', 'enquire'],
  'slow': ['rtt', 'seconds'], 'refuse-binds': ['count', 'seconds'], 'hold-receipts': ['seconds'],
  'cut': ['afterSubmits'], 'garbage': ['afterSubmits'], 'half-pdu': ['afterSubmits'], 'huge-length': ['afterSubmits'],
  'settings': ['tps', 'rtt'], 'normal': [],
};
const kindName = kind => word('kind' + kind.split('-').map(part => part[0].toUpperCase() + part.slice(1)).join(''));
const refill = (select, options) => {
  const chosen = select.value;
  select.replaceChildren(...options.map(([value, text]) => new Option(text, value)));
  if (chosen) select.value = chosen;
};
const fillTargets = () => refill($('target'), [
  ['all', word('targetAll')],
  ...Object.keys(CARRIERS).flatMap(code => [
    [code, word('targetCarrier', { carrier: carrierName(code) })],
    [code + '-A', linkName(code + '-A')], [code + '-B', linkName(code + '-B')],
  ]),
]);
const fillKinds = () => refill($('kind'), Object.keys(KINDS).map(kind => [kind, kindName(kind)]));
const chosen = () => ({
  target: $('target').selectedOptions[0]?.textContent ?? '',
  kind: $('kind').selectedOptions[0]?.textContent ?? '',
});
const showFields = () => {
  const fields = KINDS[$('kind').value] ?? [];
  for (const field of document.querySelectorAll('[data-for]')) field.hidden = !fields.includes(field.dataset.for);
  $('run').textContent = word('run', chosen());
};
const said = (text, bad) => {
  $('said').textContent = text;
  $('said').className = bad ? 'said wide bad' : 'said wide';
};
const post = async (path, body) => {
  const answer = await fetch(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const read = await answer.json();
  if (!answer.ok) throw new Error(read.error?.detail ?? String(answer.status));
  return read;
};
const command = async (body, words) => {
  try {
    const { items } = await post('/api/commands', body);
    if (state) { state.links = items; showLinks(); }
    said(words);
  } catch (error) { said(word('failed', { reason: error.message }), true); }
};
const run = () => {
  const target = $('target').value;
  const kind = $('kind').value;
  const body = { kind };
  if (target.includes('-')) body.link = target;
  else if (target !== 'all') body.carrier = target;
  for (const field of KINDS[kind]) {
    const input = $(field);
    if (input.type === 'checkbox') { if (input.checked) body[field] = true; }
    else if (input.value !== '') body[field] = Number(input.value);
  }
  return command(body, word('done', chosen()));
};

// ---- numbers

const errorCodes = errors => {
  const codes = make('span', 'codes');
  codes.append(...errors.map(error => make('code', '', error)));
  return codes;
};
const numberRow = outcome => {
  const row = make('tr');
  const ends = make('th');
  ends.scope = 'row';
  ends.append(outcome.suffix === null ? word('otherNumbers') : make('code', '', '…' + outcome.suffix));
  const cell = (label, content) => {
    const element = make('td');
    if (label) element.dataset.label = word(label);
    if (content === '—') element.className = 'none';
    element.append(content);
    return element;
  };
  row.append(
    ends,
    cell('', language === 0 ? outcome.zh : outcome.en),
    cell('numberReceipt', outcome.receipt === 'never' ? word('noReceipt') : make('code', '', outcome.state)),
    cell('numberError', outcome.errors === null ? '—' : errorCodes(outcome.errors)),
  );
  return row;
};
const showNumbers = () => {
  const half = Math.ceil(OUTCOMES.length / 2);
  $('numbers').replaceChildren(...[OUTCOMES.slice(0, half), OUTCOMES.slice(half)].map(rows => {
    const table = make('table', 'stack');
    const head = make('tr');
    for (const key of ['numberEnds', 'numberOutcome', 'numberReceipt', 'numberError']) {
      const cell = make('th', '', word(key));
      cell.scope = 'col';
      head.append(cell);
    }
    table.append(make('thead'), make('tbody'));
    table.tHead.append(head);
    table.tBodies[0].append(...rows.map(numberRow));
    keepRoles(table);
    return table;
  }));
};

// ---- together

const show = () => {
  showTotals();
  showLinks();
  if (paused) return;
  if (query === '') { shown = recent(); showPhones(); }
  else if (Date.now() > searchAgain) { searchAgain = Date.now() + 1000; search(); }
};

$('language').addEventListener('click', () => { language = 1 - language; remember('language', language === 1 ? 'en' : 'zh'); showWords(); });
$('theme').value = recall('theme') ?? 'auto';
$('theme').addEventListener('change', () => { remember('theme', $('theme').value); showTheme(); });
dark.addEventListener('change', showTheme);
narrow.addEventListener('change', () => { if (state) show(); });
$('pause').addEventListener('click', () => { paused = !paused; showPause(); if (!paused && state) show(); });
$('search').addEventListener('submit', event => { event.preventDefault(); search(); });
$('search-clear').addEventListener('click', () => { $('number').value = ''; search(); $('number').focus(); });
$('number').addEventListener('search', search);
$('target').addEventListener('change', showFields);
$('kind').addEventListener('change', showFields);
$('drill').addEventListener('submit', event => { event.preventDefault(); run(); });
$('clear').addEventListener('click', () => command({ kind: 'normal' }, word('cleared')));
$('reset').addEventListener('click', () => $('ask').showModal());
$('ask').addEventListener('close', async () => {
  if ($('ask').returnValue !== 'yes') return;
  $('ask').returnValue = '';
  try { await post('/api/reset', {}); said(word('resetDone')); }
  catch (error) { said(word('failed', { reason: error.message }), true); }
});

showTheme();
showWords();
const events = new EventSource('/api/events');
events.addEventListener('open', () => { connected = true; showPulse(); });
events.addEventListener('error', () => { connected = false; showPulse(); });
events.addEventListener('state', event => { state = JSON.parse(event.data); show(); });
`;
