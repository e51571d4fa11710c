import fc from 'fast-check';
import { codesOf } from './findings';
import { type ContentQuestion, judgeContent } from './lint';
import { DEFAULT_CONTENT_POLICY } from './policy';
import samples from '../testing/samples/messages.json';

const NAME = '測試公共服務平臺';
const NAMES = [NAME, 'MyData平臺'];

const judge = (input: string, more: Partial<ContentQuestion> = {}) =>
  judgeContent({ channel: 'web', signature: NAME, names: NAMES, input, ...more });

const codes = (input: string, more: Partial<ContentQuestion> = {}): string[] => {
  const { errors, warnings } = judge(input, more);
  return [...codesOf(errors), ...codesOf(warnings)];
};

describe('every message of the samples', () => {
  it.each(samples.messages.map(message => [message.id, message.title, message] as const))(
    '%s %s',
    (_id, _title, message) => {
      const verdict = judgeContent({
        channel: message.source === 'API' ? 'api' : 'web',
        signature: message.service_name,
        names: [message.service_name],
        input: message.input,
      });
      expect({
        verdict: verdict.errors.length === 0 ? 'accept' : 'reject',
        errors: codesOf(verdict.errors).sort(),
        warnings: codesOf(verdict.warnings).sort(),
        normalised_text: verdict.text,
        code_points: verdict.codePoints,
        units: verdict.units,
        segments: verdict.segments,
        segment_units: verdict.segmentUnits,
      }).toEqual({
        ...message.expect,
        errors: [...message.expect.errors].sort(),
        warnings: [...message.expect.warnings].sort(),
      });
    },
  );
});

describe('line 1', () => {
  it.each([
    ['the web puts the name in front', { channel: 'web' }, '內文', `${NAME}\n內文`, []],
    ['a file too', { channel: 'file' }, '內文', `${NAME}\n內文`, []],
    ['SFTP too', { channel: 'sftp' }, '內文', `${NAME}\n內文`, []],
    ['an API text without it is returned', { channel: 'api' }, '內文', '內文', ['E_SIGNATURE_MISSING']],
    [
      'unless the account is set to have it put there',
      { channel: 'api', autoPrefix: true },
      '內文',
      `${NAME}\n內文`,
      [],
    ],
    ['which never doubles it', { channel: 'api', autoPrefix: true }, `${NAME}\n內文`, `${NAME}\n內文`, []],
    ['any name of the unit will do', { channel: 'api' }, 'MyData平臺\n內文', 'MyData平臺\n內文', []],
    ['a colon behind it will do', { channel: 'api' }, `${NAME}:\n內文`, `${NAME}:\n內文`, []],
    [
      'two colons will not',
      { channel: 'api' },
      `${NAME}：：\n內文`,
      `${NAME}：：\n內文`,
      ['E_SIGNATURE_MISSING'],
    ],
    ['nor another agency', { channel: 'api' }, '別的機關\n內文', '別的機關\n內文', ['E_SIGNATURE_MISSING']],
    [
      'nor the name without a line break',
      { channel: 'api' },
      `${NAME}內文`,
      `${NAME}內文`,
      ['E_SIGNATURE_MISSING'],
    ],
    [
      'CR LF behind the name is a line break',
      { channel: 'api' },
      `${NAME}\r\n內文`,
      `${NAME}\n內文`,
      ['W_NEWLINE_NORMALISED'],
    ],
    [
      'a typed name is not doubled',
      { channel: 'web' },
      `${NAME}：\n內文`,
      `${NAME}：\n內文`,
      ['W_SIGNATURE_ALREADY_PRESENT'],
    ],
    [
      'nor another name of the unit',
      { channel: 'file' },
      'MyData平臺\n內文',
      'MyData平臺\n內文',
      ['W_SIGNATURE_ALREADY_PRESENT'],
    ],
    ['the name as a word is no signature', { channel: 'web' }, `${NAME}提醒您`, `${NAME}\n${NAME}提醒您`, []],
    [
      'a name alone has no body',
      { channel: 'web' },
      NAME,
      NAME,
      ['E_EMPTY_BODY', 'W_SIGNATURE_ALREADY_PRESENT'],
    ],
    ['nothing typed', { channel: 'web' }, '', NAME, ['E_EMPTY_BODY']],
    ['blanks typed', { channel: 'web' }, ' \u3000\n', NAME, ['E_EMPTY_BODY', 'W_TRAILING_SPACE_TRIMMED']],
    ['an empty API text', { channel: 'api' }, '', '', ['E_CONTENT_EMPTY']],
    ['an empty cell', { channel: 'file' }, '', NAME, ['E_CONTENT_EMPTY']],
  ] as const)('%s', (_name, more, input, text, expected) => {
    expect(judge(input, more).text).toBe(text);
    expect(codes(input, more)).toEqual(expected);
  });

  it('says how to mend a missing one', () => {
    expect(judge('內文', { channel: 'api' }).errors).toEqual([
      { code: 'E_SIGNATURE_MISSING', from: 0, to: 0, value: NAME, suggestion: `${NAME}\n` },
    ]);
  });
});

describe('characters', () => {
  it.each([
    ['CR alone', '一\r二', ['W_NEWLINE_NORMALISED']],
    ['line separator', '一\u2028二', ['W_NEWLINE_NORMALISED']],
    ['tab', '一\t二', ['W_TAB_REPLACED']],
    ['tab at the end', '一\t', ['W_TAB_REPLACED', 'W_TRAILING_SPACE_TRIMMED']],
    ['no-break space inside', '一\u00a0二', []],
    ['full-width space at the end', '一\u3000', ['W_TRAILING_SPACE_TRIMMED']],
    ['U+0006, a line break elsewhere', '一\u0006二', ['E_CONTROL_CHAR']],
    ['NUL', '一\u0000二', ['E_CONTROL_CHAR']],
    ['vertical tab', '一\u000b二', ['E_CONTROL_CHAR']],
    ['DEL', '一\u007f二', ['E_CONTROL_CHAR']],
    ['C1', '一\u0085二', ['E_CONTROL_CHAR']],
    ['zero-width space', '一\u200b二', ['E_INVISIBLE_CHAR']],
    ['byte order mark', '\ufeff一', ['E_INVISIBLE_CHAR']],
    ['soft hyphen', 'a\u00adb', ['E_INVISIBLE_CHAR']],
    ['joiner outside an emoji', 'a\u200db', ['E_INVISIBLE_CHAR']],
    ['direction isolate', '一\u2066二\u2069', ['E_INVISIBLE_CHAR']],
    ['Hangul filler', '一\u3164', ['E_INVISIBLE_CHAR']],
    ['ideographic variation selector', '葛\u{e0100}', ['E_INVISIBLE_CHAR']],
    [
      'tags that hide a text behind an emoji',
      '😀\u{e0041}\u{e0042}',
      ['E_INVISIBLE_CHAR', 'W_EMOJI', 'W_NON_BMP'],
    ],
    ['private use', '一\ue000', ['E_PRIVATE_USE']],
    ['private use at its end', '一\uf8ff', ['E_PRIVATE_USE']],
    ['private use of plane 15', '一\u{f0000}', ['E_PRIVATE_USE']],
    ['private use of plane 16', '一\u{10fffd}', ['E_PRIVATE_USE']],
    ['replacement character', '一\ufffd', ['E_GARBLED']],
    ['noncharacter', '一\ufffe', ['E_GARBLED']],
    ['noncharacter of plane 16', '一\u{10ffff}', ['E_GARBLED']],
    ['high surrogate alone', '一\ud800二', ['E_GARBLED']],
    ['low surrogate alone', '一\udc00', ['E_GARBLED']],
    ['rare ideograph of plane 2', '𠮷', ['W_NON_BMP']],
    ['rare ideograph of extension A', '㐀', []],
    ['emoji of the first plane', '⏰', ['W_EMOJI']],
    ['a sign with its emoji selector', '❤️', ['W_EMOJI']],
    ['a sign with its text selector', '☎︎', []],
    ['signs that phones show as text', '★☆※①→✓©', []],
    ['keycap', '1️⃣樓', ['W_EMOJI']],
    ['flag', '🇹🇼', ['W_EMOJI', 'W_NON_BMP']],
    ['flag of a region', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', ['W_EMOJI', 'W_NON_BMP']],
    ['skin tone', '👍🏽', ['W_EMOJI', 'W_NON_BMP']],
    ['full-width digits', '期限１２月', ['W_FULLWIDTH_DIGIT']],
    ['full-width letters', '操作ＡＴＭ', []],
    ['Latin accents', 'Café München', []],
    ['HTML is text', '<b>1</b>', []],
  ])('%s', (_name, input, expected) => {
    expect(codes(input)).toEqual(expected);
  });

  it('points at the words and mends with one click', () => {
    expect(judge('第一\u0006行').errors).toEqual([
      { code: 'E_CONTROL_CHAR', from: 11, to: 12, value: 'U+0006', suggestion: '\n' },
    ]);
    expect(judge('\uf6b1').errors).toEqual([
      { code: 'E_PRIVATE_USE', from: 9, to: 10, value: 'U+F6B1', suggestion: '①' },
    ]);
    expect(judge('１２').warnings).toEqual([
      { code: 'W_FULLWIDTH_DIGIT', from: 9, to: 11, value: '１２', suggestion: '12' },
    ]);
  });

  it('does not list more than twenty places of a kind', () => {
    expect(judge('😀'.repeat(30)).warnings.filter(({ code }) => code === 'W_EMOJI')).toHaveLength(20);
  });
});

describe('length', () => {
  const sixSegments = `${'字'.repeat(57)}${`😀${'字'.repeat(64)}`.repeat(4)}😀字`;

  it.each([
    ['70 with the signature', '字'.repeat(61), []],
    ['71', '字'.repeat(62), ['W_LONG_MESSAGE']],
    ['333', '字'.repeat(324), ['W_LONG_MESSAGE']],
    ['334', '字'.repeat(325), ['E_TOO_LONG']],
    ['far too long', '字'.repeat(1000), ['E_TOO_LONG']],
  ])('%s', (_name, input, expected) => {
    expect(codes(input)).toEqual(expected);
  });

  it('returns 333 units that need a sixth segment (A16)', () => {
    const verdict = judge(sixSegments);
    expect([verdict.units, verdict.segments]).toEqual([333, 6]);
    expect(codesOf(verdict.errors)).toEqual(['E_TOO_MANY_SEGMENTS']);
  });

  it('lets the settings of A16 decide otherwise', () => {
    const policy = { ...DEFAULT_CONTENT_POLICY, nonBmpCountsAs: 1 as const, maxSegments: 6 };
    expect(codesOf(judge(`${sixSegments}字字字字字`, { policy }).errors)).toEqual([]);
    expect(codesOf(judge(`${sixSegments}字字字字字`).errors)).toEqual(['E_TOO_LONG']);
  });

  it('is quick with a text that is far too long', () => {
    const input = `${'a-'.repeat(200_000)}${'0912 '.repeat(100_000)}${'x@'.repeat(100_000)}`;
    expect(codes(input)).toEqual(['E_TOO_LONG']);
  });

  it('counts a line break once, however it was typed', () => {
    expect(judge('一\r\n二').units).toBe(judge('一\n二').units);
  });
});

describe('settings', () => {
  const policy = { ...DEFAULT_CONTENT_POLICY, phoneNotLast: 'warning' as const, emoji: 'error' as const };

  it('lowers a phone that is not last to a warning (A6)', () => {
    expect(codes('請電02-12345678，謝謝', { policy })).toEqual(['W_PHONE_NOT_LAST']);
  });

  it('refuses emoji (A7)', () => {
    expect(codesOf(judge('平安😀', { policy }).errors)).toEqual(['E_EMOJI']);
  });
});

describe('whatever is typed', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 120 });

  it('gets a verdict whose findings lie inside the text', () => {
    fc.assert(
      fc.property(anything, input => {
        const verdict = judge(input);
        expect(verdict.segmentUnits.reduce((sum, units) => sum + units, 0)).toBe(verdict.units);
        for (const { from = 0, to = from } of [...verdict.errors, ...verdict.warnings]) {
          expect(from).toBeLessThanOrEqual(to);
          expect(to).toBeLessThanOrEqual(verdict.units);
        }
      }),
    );
  });

  it('is normalised once and for all: judging the text again finds the same', () => {
    fc.assert(
      fc.property(anything, input => {
        const first = judge(input, { channel: 'api', autoPrefix: true });
        const again = judge(first.text, { channel: 'api' });
        if (codesOf(first.errors).includes('E_CONTENT_EMPTY')) return;
        expect(again.text).toBe(first.text);
        expect(again.errors).toEqual(first.errors);
      }),
    );
  });
});
