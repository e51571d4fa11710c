/** Requests written in one transaction at most: it must stay short. */
const MOST = 500;

interface Waiting<In, Out> {
  readonly request: In;
  readonly resolve: (answer: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Writes requests of one flow together: what comes while a group is written is the next group. So a flow commits as often as
 * it can, whoever comes alone waits for nobody, and a thousand that come at once share one commit.
 */
export class Together<In, Out> {
  private readonly flows = new Map<string, Waiting<In, Out>[]>();

  /**
   * @param flowOf the requests that may share a transaction
   * @param write all of a group, or a fault and nothing; answers in the order of the requests
   * @param isOwn whether a fault is that of one request, and nothing was written: then each is written by itself. A lost
   *   connection is not: nobody knows whether the group stands. As it stands: a fault is that of the whole group.
   */
  constructor(
    private readonly flowOf: (request: In) => string,
    private readonly write: (requests: readonly In[]) => Promise<readonly Out[]>,
    private readonly isOwn: (error: unknown) => boolean = () => false,
  ) {}

  run(request: In): Promise<Out> {
    return new Promise((resolve, reject) => {
      const flow = this.flowOf(request);
      const waiting = this.flows.get(flow);
      if (waiting) waiting.push({ request, resolve, reject });
      else {
        this.flows.set(flow, [{ request, resolve, reject }]);
        void this.serve(flow);
      }
    });
  }

  private async serve(flow: string): Promise<void> {
    for (;;) {
      const group = this.flows.get(flow)?.splice(0, MOST) ?? [];
      if (group.length === 0) break;
      await this.group(group);
    }
    this.flows.delete(flow);
  }

  private async group(group: readonly Waiting<In, Out>[]): Promise<void> {
    try {
      const answers = await this.write(group.map(({ request }) => request));
      for (const [i, { resolve }] of group.entries()) resolve(answers[i] as Out);
    } catch (error) {
      if (group.length === 1 || !this.isOwn(error)) for (const { reject } of group) reject(error);
      else for (const each of group) await this.group([each]);
    }
  }
}
