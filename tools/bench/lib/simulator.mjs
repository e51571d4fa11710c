/**
 * The simulator's HTTP side. Its event times are wall-clock ms of this machine, so they compare with `Date.now()`.
 */
export class SimulatorClient {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** @returns {Promise<any>} */
  counters() {
    return this.#call('GET', '/api/counters');
  }

  /** Counts anew; owed receipts stay owed. */
  reset() {
    return this.#call('POST', '/api/reset', { faults: true });
  }

  /** @param {object} command as in apps/carrier-simulator/README.md */
  command(command) {
    return this.#call('POST', '/api/commands', command);
  }

  /**
   * When things happened since the last reset: pairs of [ms since 1970, how many].
   * @returns {Promise<{ accepted: [number, number][], acknowledged: [number, number][], answerMs: [number, number][] }>}
   *   `answerMs`: how long receipts waited for their response, [ms, how many]
   */
  timeline() {
    return this.#call('GET', '/api/timeline');
  }

  /** @param {string} number @returns {Promise<{ acceptedAt: string }[]>} accepted segments, oldest first */
  async segments(number) {
    return (await this.#call('GET', `/api/segments?number=${number}`)).items;
  }

  /** @param {string} method @param {string} path @param {object} [body] @returns {Promise<any>} */
  async #call(method, path, body) {
    const init = body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const answer = await fetch(this.url + path, { method, ...init });
    if (!answer.ok) throw new Error(`simulator: ${method} ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}

/**
 * The value below which `share` per cent of the counted events lie.
 * @param {readonly [number, number][]} counts sorted by value @param {number} share
 */
export function countedPercentile(counts, share) {
  const total = counts.reduce((sum, [, count]) => sum + count, 0);
  let left = Math.max(1, Math.ceil((share / 100) * total));
  for (const [value, count] of counts) {
    left -= count;
    if (left <= 0) return value;
  }
  return NaN;
}

/** @param {readonly [number, number][]} events @returns {{ first: number, last: number, count: number }} */
export const spanOf = events => ({
  first: events[0]?.[0] ?? NaN,
  last: events.at(-1)?.[0] ?? NaN,
  count: events.reduce((sum, [, count]) => sum + count, 0),
});
