import { contentSum } from '../../../apps/carrier-simulator';
import { ContentSum } from './content-sum.mjs';
import { judge, type Evidence } from './judge.mjs';

const TEXTS = [['甲'], ['乙一', '乙二'], ['丙'], ['丁丁丁']];
const NUMBERS = ['0912000001', '0922000002', '0926000003', '0928009004'];
const ENDS = ['delivered', 'delivered', 'failed', 'refused'] as const;
const T = 1_000_000;

/** A batch of four that went well: one delivered, one delivered in two segments, one failed, one refused. */
const sound = (): Evidence => {
  const sent = TEXTS.map((parts, i) => ({ number: NUMBERS[i] ?? '', parts, end: ENDS[i] ?? 'delivered' }));
  const segments = sent
    .filter(({ end }) => end !== 'refused')
    .flatMap(({ number, parts }) =>
      parts.map((_, i) => ({
        ...{ number, part: i + 1, total: parts.length, session: 1 },
        ...{ acceptedAt: T, answeredAt: T + 5 },
      })),
    );
  const content = contentSum(
    segments.map(({ number, part }) => ({ number, text: TEXTS[NUMBERS.indexOf(number)]?.[part - 1] ?? '' })),
  );
  return {
    sent,
    unconfirmed: [],
    stages: { delivered: 2, failed: 2, unconfirmed: 0, processing: 0, handed: 0, cancelled: 0 },
    charged: 3,
    before: { remaining: 100, reserved: 0, charged: 10 },
    after: { remaining: 97, reserved: 0, charged: 13 },
    unbalanced: [],
    taken: { complete: true, sessions: [{ serial: 1, link: 'CHT-A', openedAt: 0, endedAt: null }], segments },
    counters: {
      ...{
        accepted: 4,
        distinct: 4,
        duplicateCount: 0,
        duplicates: [],
        content,
        lost: 0,
        refused: {},
        links: {},
      },
      ...{ violations: {}, receipts: { sent: 4, acknowledged: 4, abandoned: 0, waiting: 0 } },
    },
    windows: new Map([
      ['CHT-A', 1],
      ['CHT-B', 1],
    ]),
    crashes: 1,
    killed: false,
  };
};

/** The same, with the second message in doubt: its first part known, its second taken on the connection of `session`. */
const doubtful = (answeredAt: number, endedAt: number | null): Evidence => {
  const evidence = sound();
  const { segments } = evidence.taken;
  return {
    ...evidence,
    unconfirmed: [{ index: 1, known: [1] }],
    stages: { ...evidence.stages, delivered: 1, unconfirmed: 1 },
    charged: 1,
    after: { remaining: 97, reserved: 2, charged: 11 },
    taken: {
      ...evidence.taken,
      sessions: [{ serial: 1, link: 'CHT-A', openedAt: 0, endedAt }],
      segments: segments.map(one => (one.part === 2 ? { ...one, answeredAt } : one)),
    },
  };
};

describe('the judge of a drill', () => {
  it('hashes as the simulator does', () => {
    const sum = new ContentSum();
    const pairs = [...TEXTS.flat(), '', '一二三', '𠮷野家abc'].map(text => ({ number: '0912345678', text }));
    for (const { number, text } of pairs) sum.add(number, text);
    expect(sum.toString()).toBe(contentSum(pairs));
  });

  it.each<[string, Evidence]>([
    ['all that went well', sound()],
    ['a message whose second part had no answer', doubtful(0, T + 60_000)],
    ['one whose answer left on a connection as it was torn', doubtful(T + 5, T + 25)],
    [
      'one whose answer died with a worker before it was committed',
      { ...doubtful(T + 5, T + 9_000), killed: true },
    ],
  ])('finds nothing in %s', (_name, evidence) => {
    expect(judge(evidence)).toEqual([]);
  });

  const without = (evidence: Evidence, from: number): Evidence => ({
    ...evidence,
    taken: { ...evidence.taken, segments: evidence.taken.segments.toSpliced(from, 1) },
  });
  const twice = (evidence: Evidence): Evidence => ({
    ...evidence,
    taken: {
      ...evidence.taken,
      segments: [...evidence.taken.segments, ...evidence.taken.segments.slice(0, 1)],
    },
  });
  const stranger = { number: '0999', part: 1, total: 1, session: 1, acceptedAt: T, answeredAt: T };

  it.each<[string, Evidence, RegExp]>([
    ['a segment that no carrier has', without(sound(), 0), /1 segments of messages in no doubt/],
    ['a segment twice', twice(sound()), /1 segments with a carrier twice/],
    [
      'a duplicate by the carriers’ own count',
      { ...sound(), counters: { ...sound().counters, duplicateCount: 1 } },
      /1 segments twice/,
    ],
    [
      'a segment that nobody sent',
      { ...sound(), taken: { ...sound().taken, segments: [...sound().taken.segments, stranger] } },
      /that nobody sent/,
    ],
    [
      'a text that changed',
      { ...sound(), counters: { ...sound().counters, content: '0'.repeat(16) } },
      /a text/,
    ],
    [
      'a refused message that a carrier has',
      { ...sound(), sent: sound().sent.map(one => ({ ...one, end: 'refused' as const })) },
      /4 segments with a carrier that refused/,
    ],
    ['doubt about what was answered', doubtful(T + 5, null), /1 unconfirmed messages had an answer/],
    [
      'answers that a living worker threw away when a connection was cut',
      doubtful(T + 5, T + 200),
      /1 unconfirmed messages had an answer, on a connection that went on for 195 ms/,
    ],
    [
      'an answer that a worker had had ten seconds to commit before it was killed',
      { ...doubtful(T + 5, T + 11_000), killed: true },
      /had an answer/,
    ],
    [
      'doubt where the platform knows the answer',
      { ...doubtful(0, null), unconfirmed: [{ index: 1, known: [1, 2] }] },
      /had an answer/,
    ],
    [
      'more doubt than a window',
      {
        ...doubtful(0, T),
        windows: new Map([
          ['CHT-A', 0],
          ['CHT-B', 5],
        ]),
      },
      /whose window is 0/,
    ],
    ['doubt without a crash', { ...doubtful(0, T), crashes: 0 }, /after 0 crashes/],
    [
      'a message that is still on its way',
      { ...sound(), stages: { ...sound().stages, delivered: 1, handed: 1 } },
      /1 messages handed, not 0/,
    ],
    ['a ledger that does not add up', { ...sound(), unbalanced: ['unit 1'] }, /the ledger of unit 1/],
    ['a charge for what failed', { ...sound(), charged: 4 }, /charged 4 segments, delivered are 3/],
    [
      'a reservation that stays',
      { ...sound(), after: { remaining: 96, reserved: 1, charged: 13 } },
      /reserved has changed by 1/,
    ],
    [
      'an incomplete journal',
      { ...sound(), taken: { ...sound().taken, complete: false } },
      /did not keep all/,
    ],
  ])('finds %s', (_name, evidence, found) => {
    expect(judge(evidence).join('\n')).toMatch(found);
  });
});
