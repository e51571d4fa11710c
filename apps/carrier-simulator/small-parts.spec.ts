import { CARRIERS } from './carriers';
import { MessageIds } from './message-ids';
import { optionsFromEnvironment } from './options';
import { SeenSegments } from './seen-segments';
import { SentReceipts } from './sent-receipts';
import { TokenBucket } from './token-bucket';

describe('message ids', () => {
  it.each(CARRIERS.map(carrier => [carrier.code, carrier] as const))(
    '%s: grow, are found again by their text, and are never shared',
    (_, carrier) => {
      const ids = new MessageIds(carrier);
      const other = new MessageIds(carrier);
      const texts = new Set<string>();
      let last = -1;
      for (let i = 0; i < 1000; i++) {
        const handle = ids.next(Date.now());
        expect(handle).toBeGreaterThan(last);
        last = handle;
        const text = ids.answerText(handle);
        expect(ids.find(text)).toBe(handle);
        const bytes = Buffer.alloc(ids.answerLength);
        ids.writeAnswer(bytes, 0, handle);
        expect(bytes.toString('latin1')).toBe(text);
        texts.add(text);
        texts.add(other.answerText(other.next(Date.now())));
      }
      expect(texts.size).toBe(2000);
    },
  );

  it('go on in a new block after a million', () => {
    const [carrier] = CARRIERS;
    if (!carrier) throw new Error('no carrier');
    const ids = new MessageIds(carrier);
    for (let i = 0; i < 1_000_000; i++) ids.next(0);
    expect(ids.find(ids.answerText(ids.next(0)))).toBe(1_000_000);
  });

  it.each(['', 'xyz', '99', '9'.repeat(40)])('know nothing of "%s"', text => {
    for (const carrier of CARRIERS) expect(new MessageIds(carrier).find(text)).toBe(-1);
  });
});

describe('the set of seen segments', () => {
  it('knows each key once, through its growth, zeros included', () => {
    const seen = new SeenSegments();
    const addAll = (): number => {
      let added = 0;
      for (let i = 0; i < 100_000; i++) if (seen.add(Math.imul(i, 0x9e3779b1), i)) added++;
      return added;
    };
    expect(addAll()).toBe(100_000);
    expect(seen.add(1, 0)).toBe(true);
    expect(addAll()).toBe(0);
    expect(seen.size).toBe(100_001);
  });
});

describe('receipts that were sent', () => {
  it('are found by their number, once', () => {
    const sent = new SentReceipts();
    const numbers = Array.from({ length: 4096 }, (_, slot) => sent.put(slot, slot));
    expect(sent.size).toBe(4096);
    expect(sent.take(numbers[5] ?? 0)).toBe(5);
    expect(sent.take(numbers[5] ?? 0)).toBe(-1);
    expect([sent.take(0), sent.take(-7), sent.take(0x7fffffff)]).toEqual([-1, -1, -1]);
    // The only free place is found again, far from the next number.
    expect(sent.take(sent.put(9999, 1))).toBe(9999);
    expect(sent.takeBefore(5).sort()).toEqual([0, 1, 2, 3, 4]);
  });
});

describe('the granted rate', () => {
  it('passes what was granted, and a fifth of a second in one burst', () => {
    const bucket = new TokenBucket(100);
    const start = Date.now() + 1000;
    let passed = 0;
    for (let ms = 0; ms < 10_000; ms++) if (bucket.take(start + ms)) passed++;
    expect(passed).toBeGreaterThanOrEqual(1000);
    expect(passed).toBeLessThanOrEqual(1021);
  });

  it('of nothing is no limit', () => {
    const bucket = new TokenBucket(0);
    for (let i = 0; i < 1000; i++) expect(bucket.take(0)).toBe(true);
  });
});

describe('options from the environment', () => {
  it('have six consecutive ports, and take what is set', () => {
    const options = optionsFromEnvironment({
      SIMULATOR_PORTS: 'CHT-B:0,FET-B:4000',
      SIMULATOR_RECEIPT_DELAY_MS: '0',
      SIMULATOR_BARE: '1',
    });
    expect(options.ports).toEqual({
      'CHT-A': 2775,
      'CHT-B': 0,
      'TWM-A': 2777,
      'TWM-B': 2778,
      'FET-A': 2779,
      'FET-B': 4000,
    });
    expect(options).toMatchObject({ httpPort: 2785, receiptDelayMs: [0, 0], bare: true, scripted: false });
  });

  it.each([
    ['SIMULATOR_PORTS', 'CHT-C:1'],
    ['SIMULATOR_PORTS', 'CHT-A:99999'],
    ['SIMULATOR_RECEIPT_DELAY_MS', 'soon'],
    ['SIMULATOR_HTTP_PORT', '-1'],
    ['SIMULATOR_BARE', 'yes'],
  ])('name the variable that cannot be read: %s=%s', (name, value) => {
    expect(() => optionsFromEnvironment({ [name]: value })).toThrow(name);
  });
});
