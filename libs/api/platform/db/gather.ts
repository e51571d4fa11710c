/**
 * Answers questions that arrive together with one query. Each query starts after the questions that it answers, so
 * nobody gets an older answer than he would alone.
 */
export class Gather<T> {
  private waiting: Map<
    string,
    { resolve: (found: T | null) => void; reject: (fault: unknown) => void }[]
  > | null = null;

  /** `ask` answers by key; what it leaves out is `null`. */
  constructor(private readonly ask: (keys: string[]) => Promise<ReadonlyMap<string, T>>) {}

  find(key: string): Promise<T | null> {
    return new Promise((resolve, reject) => {
      if (!this.waiting) {
        this.waiting = new Map();
        setImmediate(() => void this.answer());
      }
      const askers = this.waiting.get(key) ?? [];
      askers.push({ resolve, reject });
      this.waiting.set(key, askers);
    });
  }

  private async answer(): Promise<void> {
    const asked = this.waiting ?? new Map<string, never>();
    this.waiting = null;
    try {
      const found = await this.ask([...asked.keys()]);
      for (const [key, askers] of asked) for (const { resolve } of askers) resolve(found.get(key) ?? null);
    } catch (error) {
      for (const askers of asked.values()) for (const { reject } of askers) reject(error);
    }
  }
}
