import { Round } from './round';

const noFault = (error: unknown): void => {
  throw error;
};

describe('a round', () => {
  it('is not overtaken by the next', async () => {
    const round = new Round();
    let end = (): void => {};
    let begun = 0;
    const work = (): Promise<void> => {
      begun++;
      return new Promise(resolve => (end = resolve));
    };
    const first = round.begin(work, noFault);
    await round.begin(work, noFault);
    expect(begun).toBe(1);

    end();
    await first;
    void round.begin(work, noFault);
    expect(begun).toBe(2);
  });

  it('tells of a fault, and the next one comes all the same', async () => {
    const round = new Round();
    const faults: unknown[] = [];
    const fault = new Error('the database is away');
    await round.begin(
      () => Promise.reject(fault),
      error => faults.push(error),
    );
    expect(faults).toEqual([fault]);

    const done = jest.fn(async () => {});
    await round.begin(done, noFault);
    expect(done).toHaveBeenCalledTimes(1);
  });
});
