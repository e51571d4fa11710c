import { NO_STAGES, sampleBatch } from '../testing/samples';
import { refreshEvery } from './refresh';

const one = { messages: 1, segments: 1 };

describe('how often a batch is asked for', () => {
  it.each([
    ['each second while it runs', sampleBatch(), 1_000],
    ['seldom while it is paused', sampleBatch({ state: 'paused' }), 5_000],
    [
      'seldom while a result is to be confirmed',
      sampleBatch({ state: 'completed', stages: { ...NO_STAGES, unconfirmed: one } }),
      5_000,
    ],
    [
      'seldom while receipts of a cancelled one may come',
      sampleBatch({ state: 'cancelled', stages: { ...NO_STAGES, handed: one } }),
      5_000,
    ],
    [
      'never again once all is final',
      sampleBatch({ state: 'completed', stages: { ...NO_STAGES, delivered: one } }),
      false,
    ],
    ['not before it is there', undefined, false],
  ])('%s', (_, batch, expected) => {
    expect(refreshEvery(batch)).toBe(expected);
  });
});
