import { DEFAULT_ERROR_MAP, outcomeOfMessageState, outcomeOfStat } from './receipt';
import { answerOfStatus, DEFAULT_STATUS_MAP } from './submit-answer';

describe('a receipt', () => {
  it.each([
    ['DELIVRD', '000', { state: 'delivered', reason: 'delivered' }],
    ['delivrd ', '', { state: 'delivered', reason: 'delivered' }],
    ['DELIVRD', '001', { state: 'delivered', reason: 'delivered' }],
    ['EXPIRED', '027', { state: 'expired', reason: 'expired' }],
    ['UNDELIV', '000', { state: 'failed', reason: 'handset-fail' }],
    ['UNDELIV', '001', { state: 'failed', reason: 'invalid-number' }],
    ['UNDELIV', '013', { state: 'failed', reason: 'barred' }],
    ['UNDELIV', 'toString', { state: 'failed', reason: 'handset-fail' }],
    ['REJECTD', '', { state: 'failed', reason: 'rejected' }],
    ['DELETED', '', { state: 'failed', reason: 'deleted' }],
    ['UNKNOWN', '', { state: 'unknown', reason: 'unknown' }],
    ['MOBERROR', '', { state: 'failed', reason: 'invalid-number' }],
    ['ENROUTE', '', null],
    ['ACCEPTD', '', null],
    ['constructor', '', { state: 'unknown', reason: 'unknown' }],
    ['', '', { state: 'unknown', reason: 'unknown' }],
  ])('stat:%s err:%s', (stat, err, outcome) => {
    expect(outcomeOfStat(stat, err)).toEqual(outcome);
  });

  it.each([
    [1, undefined, null],
    [2, undefined, { state: 'delivered', reason: 'delivered' }],
    [3, undefined, { state: 'expired', reason: 'expired' }],
    [5, 1, { state: 'failed', reason: 'invalid-number' }],
    [6, undefined, null],
    [8, undefined, { state: 'failed', reason: 'rejected' }],
    [99, undefined, { state: 'unknown', reason: 'unknown' }],
  ])('message_state %i, network_error_code %s', (state, error, outcome) => {
    expect(outcomeOfMessageState(state, error)).toEqual(outcome);
  });

  it('is read by a carrier’s own list', () => {
    const map = { ...DEFAULT_ERROR_MAP, err: { '23': 'barred' as const } };
    expect(outcomeOfStat('UNDELIV', '023', map)).toEqual({ state: 'failed', reason: 'barred' });
  });
});

describe('the answer to a submit_sm', () => {
  it.each([
    [0x00, 'accepted', 'none'],
    [0x58, 'again', 'throttled'],
    [0x14, 'again', 'throttled'],
    [0x08, 'again', 'gateway-fail'],
    [0x0a, 'again', 'gateway-fail'],
    [0x0b, 'elsewhere', 'invalid-number'],
    [0x01, 'refused', 'content-refused'],
    [0x0400, 'refused', 'rejected'],
  ])('command_status %i: %s, %s', (status, answer, reason) => {
    expect(answerOfStatus(status)).toEqual({ answer, reason });
  });

  it('is read by a carrier’s own list', () => {
    const map = { ...DEFAULT_STATUS_MAP, 0x0400: { answer: 'again', reason: 'throttled' } as const };
    expect(answerOfStatus(0x0400, map).answer).toBe('again');
  });
});
