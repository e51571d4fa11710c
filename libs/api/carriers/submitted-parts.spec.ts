import { WHOLE } from '@sms111/api/messages';
import { SubmittedParts } from './submitted-parts';

const place = (seq: number) => ({ batch: 1_234_567_890_123, seq, part: 2, parts: 5 });

describe('the parts handed over of late', () => {
  it('are found by their id, with their claim', () => {
    const parts = new SubmittedParts(4);
    parts.add('CHT:1', place(7), 99);
    expect(parts.find('CHT:1')).toEqual({ place: place(7), claim: 99 });
    expect(parts.find('TWM:1')).toBeNull();
  });

  it('are the whole message where one id stands for all its parts', () => {
    const parts = new SubmittedParts(4);
    for (const part of [1, 2]) parts.add('CHT:1', { batch: 5, seq: 0, part, parts: 2 }, 9);
    expect(parts.find('CHT:1')?.place).toEqual({ batch: 5, seq: 0, part: WHOLE, parts: 2 });
  });

  it('make room for newer ones, the eldest first', () => {
    const parts = new SubmittedParts(3);
    for (const seq of [1, 2, 3, 4]) parts.add(`CHT:${seq}`, place(seq), seq);
    expect(parts.find('CHT:1')).toBeNull();
    expect([2, 3, 4].map(seq => parts.find(`CHT:${seq}`)?.place.seq)).toEqual([2, 3, 4]);
  });

  it('mean the latest where a carrier uses an id again, also after the first one made room', () => {
    const parts = new SubmittedParts(3);
    parts.add('CHT:1', place(1), 1);
    parts.add('CHT:1', place(2), 2);
    expect(parts.find('CHT:1')?.place.seq).toBe(2);
    parts.add('CHT:3', place(3), 3);
    parts.add('CHT:4', place(4), 4);
    expect(parts.find('CHT:1')?.place.seq).toBe(2);
  });
});
