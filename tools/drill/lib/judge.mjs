import { ContentSum } from './content-sum.mjs';

/**
 * How long before the end of its connection an answer may have left and still be lost where a process was killed: the worker
 * collects the answers of a claim and commits them in groups, and takes with it what it had not committed.
 */
const COMMIT_MS = 10_000;
/**
 * The same where everybody lived: a write that finds the connection torn ends it before what stands in the socket is read.
 * What was read by then must be written down.
 */
const TORN_MS = 50;

/**
 * @typedef {object} Sent a recipient with the segments that the platform made of it
 * @property {string} number
 * @property {readonly string[]} parts texts of its segments
 * @property {'delivered' | 'failed' | 'refused'} end
 *
 * @typedef {object} Doubt a message that stands as unconfirmed
 * @property {number} index of the recipient
 * @property {readonly number[]} known parts, from 1, for which the platform holds the carrier's id
 *
 * @typedef {object} Evidence
 * @property {readonly Sent[]} sent
 * @property {readonly Doubt[]} unconfirmed
 * @property {Record<string, number>} stages messages by what the batch's page says of them
 * @property {number} charged segments, by the batch
 * @property {import('./ledger.mjs').Totals} before
 * @property {import('./ledger.mjs').Totals} after
 * @property {readonly string[]} unbalanced holders whose ledger does not add up
 * @property {import('./simulator.mjs').Taken} taken
 * @property {import('./simulator.mjs').Counters} counters
 * @property {ReadonlyMap<string, number>} windows slots of each link
 * @property {number} crashes after how many faults a window a link may be in doubt
 * @property {boolean} killed whether a process that holds answers was killed
 */

/**
 * Compares the platform's books with the carriers'.
 * @param {Evidence} evidence
 * @returns {string[]} what is not as it must be
 */
export function judge(evidence) {
  return [...segments(evidence), ...doubts(evidence), ...ends(evidence), ...money(evidence)];
}

/** @param {number} index @param {number} part */
const keyOf = (index, part) => index * 256 + part;

/**
 * Where each taken segment belongs.
 * @param {Evidence} evidence
 */
function places({ sent, taken }) {
  const byNumber = new Map(sent.map(({ number }, index) => [number, index]));
  /** @type {Map<number, import('./simulator.mjs').TakenSegment[]>} */
  const found = new Map();
  let strangers = 0;
  for (const segment of taken.segments) {
    const index = byNumber.get(segment.number);
    if (index === undefined || segment.total !== sent[index]?.parts.length) {
      strangers++;
      continue;
    }
    const key = keyOf(index, segment.part);
    found.set(key, [...(found.get(key) ?? []), segment]);
  }
  return { found, strangers };
}

/** Each segment that was not refused is with a carrier, once, with its text; nothing else is. @param {Evidence} evidence */
function* segments(evidence) {
  const { sent, unconfirmed, taken, counters } = evidence;
  if (!taken.complete) yield 'the simulator did not keep all segments: fewer recipients, please';
  const { found, strangers } = places(evidence);
  if (strangers > 0) yield `${strangers} segments at the carriers that nobody sent`;
  if (counters.duplicateCount > 0) yield `${counters.duplicateCount} segments twice, by the carriers' count`;
  const doubtful = new Set(unconfirmed.map(({ index }) => index));
  const content = new ContentSum();
  let [missing, twice, refused] = [0, 0, 0];
  sent.forEach(({ number, parts, end }, index) => {
    parts.forEach((text, i) => {
      const times = found.get(keyOf(index, i + 1))?.length ?? 0;
      for (let time = 0; time < times; time++) content.add(number, text);
      if (times > 1) twice++;
      if (end === 'refused' && times > 0) refused++;
      if (end !== 'refused' && times === 0 && !doubtful.has(index)) missing++;
    });
  });
  if (twice > 0) yield `${twice} segments with a carrier twice`;
  if (missing > 0) yield `${missing} segments of messages in no doubt are with no carrier`;
  if (refused > 0) yield `${refused} segments with a carrier that refused them`;
  if (content.toString() !== counters.content) yield 'a text at the carriers differs from what was sent';
  for (const [violation, count] of Object.entries(counters.violations)) yield `${count} PDUs: ${violation}`;
}

/** What is unconfirmed really had no answer, and is at most a window a link and crash. @param {Evidence} evidence */
function* doubts(evidence) {
  const { sent, unconfirmed, taken, windows, crashes, killed } = evidence;
  const excused = killed ? COMMIT_MS : TORN_MS;
  const { found } = places(evidence);
  const sessions = new Map(taken.sessions.map(session => [session.serial, session]));
  /** @type {Map<number, number>} */
  const bySession = new Map();
  let answered = 0;
  let soonest = Infinity;
  let untaken = 0;
  for (const { index, known } of unconfirmed) {
    const open = (sent[index]?.parts ?? []).map((_, i) => i + 1).filter(part => !known.includes(part));
    if (open.length === 0) answered++;
    for (const part of open) {
      const [segment] = found.get(keyOf(index, part)) ?? [];
      if (!segment) {
        untaken++;
        continue;
      }
      const endedAt = sessions.get(segment.session)?.endedAt ?? Infinity;
      if (segment.answeredAt > 0 && endedAt - segment.answeredAt > excused) {
        answered++;
        soonest = Math.min(soonest, endedAt - segment.answeredAt);
      }
      bySession.set(segment.session, (bySession.get(segment.session) ?? 0) + 1);
    }
  }
  if (answered > 0) {
    yield `${answered} unconfirmed messages had an answer, on a connection that went on for ${soonest} ms or longer`;
  }
  const all = [...windows.values()].reduce((sum, size) => sum + size, 0);
  if (unconfirmed.length > crashes * all) {
    yield `${unconfirmed.length} messages unconfirmed after ${crashes} crashes with windows of ${all} in all`;
  }
  if (untaken > crashes * all) yield `${untaken} segments in doubt that no carrier has`;
  for (const [serial, count] of bySession) {
    const link = sessions.get(serial)?.link ?? '';
    const most = windows.get(link) ?? 0;
    if (count > most)
      yield `${count} segments in doubt from one connection of ${link}, whose window is ${most}`;
  }
}

/** Every message is final, and as its carrier said, or stands as unconfirmed. @param {Evidence} evidence */
function* ends({ sent, unconfirmed, stages }) {
  const doubtful = new Set(unconfirmed.map(({ index }) => index));
  const certain = sent.filter((_, index) => !doubtful.has(index));
  const delivered = certain.filter(({ end }) => end === 'delivered').length;
  const expected = { delivered, failed: certain.length - delivered, unconfirmed: unconfirmed.length };
  for (const [stage, count] of Object.entries({ processing: 0, handed: 0, cancelled: 0, ...expected })) {
    if ((stages[stage] ?? 0) !== count) yield `${stages[stage] ?? 0} messages ${stage}, not ${count}`;
  }
}

/** The ledger adds up; what is charged are the segments of what was delivered. @param {Evidence} evidence */
function* money({ sent, unconfirmed, charged, before, after, unbalanced }) {
  for (const holder of unbalanced) yield `the ledger of ${holder} does not add up`;
  const doubtful = new Set(unconfirmed.map(({ index }) => index));
  const size = (/** @type {Sent[]} */ list) => list.reduce((sum, { parts }) => sum + parts.length, 0);
  const open = size(sent.filter((_, index) => doubtful.has(index)));
  const due = size(sent.filter(({ end }, index) => end === 'delivered' && !doubtful.has(index)));
  if (charged !== due) yield `the batch is charged ${charged} segments, delivered are ${due}`;
  const changes = [
    ['charged', after.charged - before.charged, due],
    ['reserved', after.reserved - before.reserved, open],
    ['remaining', before.remaining - after.remaining, due + open],
  ];
  for (const [what, change, expected] of changes) {
    if (change !== expected) yield `${what} has changed by ${change} segments, not ${expected}`;
  }
}
