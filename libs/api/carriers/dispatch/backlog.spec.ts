import { laneNumber, type Lane } from '@sms111/domain';
import { Backlog } from './backlog';
import type { Ready } from './range-loader';

const FULL = 6_000;

const message = (lane: Lane, seq: number): Ready => ({
  ...{ batch: 1, seq, lane: laneNumber(lane), agency: 'an-agency', number: '0912000000', texts: ['一'] },
  ...{ carrier: 'CHT', donor: 'CHT', method: 'prefix', snapshot: null },
});
const range = (batch: number, lane: Lane) => ({
  ...{ batch, from: 0, to: 999, lane: laneNumber(lane), agency: 'an-agency' },
});

describe('a backlog', () => {
  const filled = (lane: Lane, count = FULL) => {
    const backlog = new Backlog('CHT');
    for (let seq = 0; seq < count; seq++) backlog.push(message(lane, seq));
    return backlog;
  };

  it('full of a bulk send has room for what is urgent, but no more than for as much of it', () => {
    const backlog = filled('bulk');
    expect(backlog.isFull(laneNumber('bulk'))).toBe(true);
    expect(backlog.isFull(laneNumber('code'))).toBe(false);
    for (let seq = FULL; seq < 2 * FULL; seq++) backlog.push(message('disaster', seq));
    expect(backlog.isFull(laneNumber('code'))).toBe(true);
  });

  it('gives parked ranges back as there is room for them: urgent ones before those that must wait for a bulk send', () => {
    const backlog = filled('bulk');
    for (let seq = FULL; seq < 2 * FULL; seq++) backlog.push(message('disaster', seq));
    backlog.park(range(7, 'bulk'));
    backlog.park(range(8, 'disaster'));
    expect(backlog.unparkFitting()).toEqual([]);
    while (!backlog.isUrgentLow) backlog.take(100);
    expect(backlog.isLow).toBe(false);
    expect(backlog.unparkFitting()).toEqual([range(8, 'disaster')]);
    while (!backlog.isLow) backlog.take(100);
    expect(backlog.unparkFitting()).toEqual([range(7, 'bulk')]);
    expect(backlog.unpark()).toEqual([]);
  });
});
