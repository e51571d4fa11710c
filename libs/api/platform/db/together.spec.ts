import { Together } from './together';

/** A writer that is let go by hand. */
const writer = () => {
  const groups: string[][] = [];
  const ends: (() => void)[] = [];
  return {
    groups,
    write: async (requests: readonly string[]) => {
      groups.push([...requests]);
      await new Promise<void>(resolve => ends.push(resolve));
      return requests.map(request => request.toUpperCase());
    },
    end: () => ends.shift()?.(),
  };
};

const flowOf = (request: string): string => request[0] ?? '';
const turns = () => new Promise(resolve => setImmediate(resolve));

describe('requests of one flow', () => {
  it('are written at once when nothing is under way, and together when something is', async () => {
    const { groups, write, end } = writer();
    const together = new Together(flowOf, write);
    const first = together.run('a1');
    expect(groups).toEqual([['a1']]);
    const later = Promise.all([together.run('a2'), together.run('a3')]);
    expect(groups).toHaveLength(1);
    end();
    expect(await first).toBe('A1');
    await turns();
    expect(groups).toEqual([['a1'], ['a2', 'a3']]);
    end();
    expect(await later).toEqual(['A2', 'A3']);
  });

  it('do not wait for those of another', () => {
    const { groups, write } = writer();
    const together = new Together(flowOf, write);
    void together.run('a1');
    void together.run('b1');
    expect(groups).toEqual([['a1'], ['b1']]);
  });

  it('share a fault that nobody can be blamed for, and are tried one by one after one that is a request’s own', async () => {
    const own = new Error('its own');
    const outage = new Error('the connection is lost');
    const faultOf = (requests: readonly string[]): Error | null => {
      if (requests.includes('alost')) return outage;
      return requests.includes('abad') ? own : null;
    };
    let hold: Promise<void> = Promise.resolve();
    const together = new Together<string, string>(
      flowOf,
      async requests => {
        await hold;
        const fault = faultOf(requests);
        if (fault) throw fault;
        return requests;
      },
      error => error === own,
    );
    const run = async (...requests: string[]) => {
      let go = (): void => {};
      hold = new Promise(resolve => (go = resolve));
      const all = Promise.allSettled(['a0', ...requests].map(request => together.run(request)));
      go();
      return (await all).slice(1).map(each => (each.status === 'fulfilled' ? each.value : each.reason));
    };
    expect(await run('a1', 'abad', 'a2')).toEqual(['a1', own, 'a2']);
    expect(await run('a1', 'alost')).toEqual([outage, outage]);
  });
});
