import { listBatchMessages, showBatch } from '@sms111/contracts';
import { addressOf } from './address';

describe('addressOf', () => {
  it('fills the path and escapes what it fills in', () => {
    expect(addressOf(showBatch, { params: { batchId: 'b0fz3k9x2a01' } })).toBe('/web/batches/b0fz3k9x2a01');
    expect(addressOf(showBatch, { params: { batchId: 'a/b?c' } })).toBe('/web/batches/a%2Fb%3Fc');
  });

  it('leaves out of the query what is absent or empty', () => {
    const query = { stage: 'failed', cursor: undefined, limit: 50, text: '' };
    expect(addressOf(listBatchMessages, { params: { batchId: 'b1' }, query })).toBe(
      '/web/batches/b1/messages?stage=failed&limit=50',
    );
  });

  it('refuses to call without a parameter that the path needs', () => {
    expect(() => addressOf(showBatch, {})).toThrow('batch.show needs the parameter batchId');
  });
});
