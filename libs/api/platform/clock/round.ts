/** Work that the clock brings round: a round that takes longer than its interval is not overtaken by the next. */
export class Round {
  private running = false;

  /** Does the work unless it is under way. A fault goes to `failed`, and the next round comes all the same. */
  async begin(work: () => Promise<unknown>, failed: (error: unknown) => void): Promise<void> {
    if (this.running) return;
    this.running = true;
    try {
      await work();
    } catch (error) {
      failed(error);
    } finally {
      this.running = false;
    }
  }
}
