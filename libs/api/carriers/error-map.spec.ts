import { answerOfStatus, outcomeOfStat } from '@sms111/domain';
import { errorMapOf, normaliseCode, STANDARD_ERRORS, type ErrorEntry } from './error-map';

const entry = (
  source: ErrorEntry['source'],
  code: string,
  reason: ErrorEntry['reason'],
  action: ErrorEntry['action'] = 'final',
): ErrorEntry => ({ source, code: normaliseCode(source, code), reason, action, note: '' });

describe("a carrier's own errors", () => {
  it('stand over those of the standard, which hold for the rest', () => {
    const { submit, receipts } = errorMapOf([
      entry('submit', '1035', 'invalid-number', 'other-carrier'),
      entry('submit', '0x58', 'content-refused'),
      entry('stat', 'lost', 'unknown'),
      entry('stat', 'HELD', 'none', 'wait'),
      entry('err', '023', 'barred'),
    ]);
    expect(answerOfStatus(0x40b, submit)).toEqual({ answer: 'elsewhere', reason: 'invalid-number' });
    expect(answerOfStatus(0x58, submit)).toEqual({ answer: 'refused', reason: 'content-refused' });
    expect(answerOfStatus(0x14, submit)).toEqual(answerOfStatus(0x14));
    expect(outcomeOfStat('LOST', '', receipts)).toEqual({ state: 'unknown', reason: 'unknown' });
    expect(outcomeOfStat('HELD', '', receipts)).toBeNull();
    expect(outcomeOfStat('UNDELIV', '23', receipts)).toEqual({ state: 'failed', reason: 'barred' });
    expect(outcomeOfStat('UNDELIV', '1', receipts)).toEqual({ state: 'failed', reason: 'invalid-number' });
  });

  it('without any of its own a carrier speaks as the standard', () => {
    expect(errorMapOf([])).toBe(STANDARD_ERRORS);
  });

  it.each([
    ['submit', '0x040B', '0x40b'],
    ['submit', '88', '0x58'],
    ['stat', ' undeliv ', 'UNDELIV'],
    ['err', '008', '8'],
    ['err', '0', '0'],
  ] as const)('spells %s %s as %s', (source, given, spelt) => {
    expect(normaliseCode(source, given)).toBe(spelt);
  });
});
