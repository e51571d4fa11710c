import { PROBLEMS } from '@sms111/contracts';
import { words } from '@sms111/phrases';
import { describeError } from './describe-error';
import { ProblemError, UnexpectedAnswer, UnreachableError } from './problem-error';

const w = words('zh-TW');
const problem = (code: 'quota-short' | 'internal') =>
  new ProblemError({
    type: '',
    title: '標題',
    detail: '說明',
    status: PROBLEMS[code],
    code,
    traceId: '01J9',
  });

describe('describeError', () => {
  it('says the sentence of the server', () => {
    expect(describeError(problem('quota-short'), w)).toEqual({
      title: '標題',
      text: '說明',
      note: undefined,
    });
  });

  it('gives a trace id to read out where the fault is ours', () => {
    expect(describeError(problem('internal'), w).note).toBe('問題追蹤代碼：01J9');
    expect(describeError(new UnexpectedAnswer(502, '01J8'), w).note).toBe('問題追蹤代碼：01J8');
  });

  it('says that the network is down', () => {
    expect(describeError(new UnreachableError(), w).text).toBe('目前連不上平臺，請確認網路連線。');
  });

  it('never shows a bug as it is', () => {
    expect(describeError(new TypeError('x is undefined'), w).text).not.toContain('undefined');
  });
});
