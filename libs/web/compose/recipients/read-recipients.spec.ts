import { readRecipients, withoutEntries } from './read-recipients';

const PASTED = '0912000001\n02-12345678, +886912000002；0912 000 001\nABC';

describe('reading the field for recipients', () => {
  it('tells who can be sent to, what is returned, and what came twice', () => {
    const { entries, sendable, returned, duplicates } = readRecipients(PASTED);
    expect(entries).toHaveLength(5);
    expect(sendable).toEqual(['0912000001', '0912000002']);
    expect(returned.map(({ entry, code }) => [entry.raw, code])).toEqual([
      ['02-12345678', 'E_NOT_MOBILE'],
      ['ABC', 'E_CHARS'],
    ]);
    expect(duplicates.map(entry => entry.raw)).toEqual(['0912 000 001']);
  });

  it('takes entries away and leaves the others as they were typed', () => {
    const recipients = readRecipients(PASTED);
    const text = withoutEntries(
      recipients,
      recipients.returned.map(({ entry }) => entry),
    );
    expect(text).toBe('0912000001\n+886912000002\n0912 000 001');
    expect(readRecipients(text).returned).toEqual([]);
  });

  it('understands nothing in an empty field', () => {
    expect(readRecipients(' \n ')).toEqual({ entries: [], sendable: [], returned: [], duplicates: [] });
  });
});
