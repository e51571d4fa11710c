/**
 * @typedef {{ accepted: number, distinct: number, duplicateCount: number, duplicates: unknown[], content: string,
 *   lost: number, refused: Record<string, number>, violations: Record<string, number>,
 *   receipts: { sent: number, acknowledged: number, abandoned: number, waiting: number },
 *   links: Record<string, { accepted: number, binds: number }> }} Counters
 * @typedef {{ link: string, carrier: string, sessions: { transceiver: number }, accepted: number, faults: { kind: string }[] }}
 *   LinkState
 * @typedef {{ serial: number, link: string, openedAt: number, endedAt: number | null }} SessionRecord
 * @typedef {{ number: string, part: number, total: number, session: number, acceptedAt: number, answeredAt: number }}
 *   TakenSegment `answeredAt`: 0 = its answer never left
 * @typedef {{ complete: boolean, sessions: SessionRecord[], segments: TakenSegment[] }} Taken
 */

/** The carriers' own books, and the way to disturb them. */
export class Simulator {
  /** @param {string} url */
  constructor(url) {
    this.url = url;
  }

  /** @returns {Promise<Counters>} */
  counters() {
    return this.#call('/api/counters');
  }

  /** @returns {Promise<LinkState[]>} */
  async links() {
    return (await this.#call('/api/links')).items;
  }

  /** Every segment that a carrier took since the last reset. @returns {Promise<Taken>} */
  async taken() {
    const { complete, sessions, segments } = await this.#call('/api/taken');
    const named = (/** @type {[string, number, number, number, number, number]} */ row) => {
      const [number, part, total, session, acceptedAt, answeredAt] = row;
      return { number, part, total, session, acceptedAt, answeredAt };
    };
    return { complete, sessions, segments: segments.map(named) };
  }

  /** @param {Record<string, unknown>} command see apps/carrier-simulator/README.md */
  async command(command) {
    await this.#call('/api/commands', command);
  }

  /** Counts anew, and ends all faults. */
  async reset() {
    await this.#call('/api/reset', { faults: true });
  }

  /** @param {string} path @param {unknown} [body] */
  async #call(path, body) {
    const post = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    };
    const answer = await fetch(this.url + path, body === undefined ? {} : post);
    if (!answer.ok) throw new Error(`simulator ${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }
}
