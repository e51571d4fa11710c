import { RawHttp, rawRequest } from './raw-http.mjs';
import { bodyOf } from './recipients.mjs';
import { demoAccount } from './session.mjs';

/** As many as may be under way at once in an open loop before a request has to wait for a connection. */
const MOST_CONNECTIONS = 128;

/**
 * Single messages as an agency's system posts them: `POST /api/v1/messages`, each to a number of its own.
 * @param {import('../../stack.mjs').Stack} stack
 * @param {{ signature: string, lane?: string }} with `lane` where the contract has one
 */
export function singleMessages(stack, { signature, lane }) {
  const { apiKey } = demoAccount(stack, 'demo-api');
  const port = Number(new URL(stack.url).port);
  let made = 0;
  const next = () => {
    const to = `0911${String(made++).padStart(6, '0')}`;
    // No recipient of any list, and a text that a list has too.
    const content = `${signature}\n${bodyOf(made)}`;
    const body = JSON.stringify({ to, content, ...(lane && { lane }) });
    return {
      to,
      request: rawRequest('POST', '/api/v1/messages', { authorization: `Bearer ${apiKey}` }, body),
    };
  };
  const connect = () => RawHttp.connect(port);
  return {
    /**
     * So many connections, each asking again as soon as it is answered.
     * @param {number} count @param {number} connections
     */
    closedLoop: async (count, connections) => {
      const all = await Promise.all(Array.from({ length: connections }, connect));
      const waits = /** @type {number[]} */ ([]);
      const refusals = /** @type {Record<string, number>} */ ({});
      let left = count;
      const startedAt = performance.now();
      await Promise.all(
        all.map(async connection => {
          while (left-- > 0) {
            const asked = performance.now();
            count202(await connection.ask(next().request), refusals);
            waits.push(performance.now() - asked);
          }
          connection.close();
        }),
      );
      return { seconds: (performance.now() - startedAt) / 1000, waits, refusals };
    },

    /**
     * A request every 1/rate seconds whatever the answers do; what a caller waited counts from the time at which his was due.
     * @param {number} rate a second @param {(sent: number) => boolean} goesOn
     */
    openLoop: async (rate, goesOn) => {
      const idle = await Promise.all(Array.from({ length: 16 }, connect));
      let connections = idle.length;
      const waits = /** @type {number[]} */ ([]);
      const refusals = /** @type {Record<string, number>} */ ({});
      const seen = /** @type {{ to: string, dueAt: number, answeredAt: number }[]} */ ([]);
      const due = /** @type {number[]} */ ([]);
      const startedAt = performance.now();
      const wallAtStart = Date.now();
      let [sent, under] = [0, 0];
      /** @type {{ error: unknown } | null} */
      let broken = null;
      const serve = async (/** @type {RawHttp} */ connection) => {
        for (let at = due.shift(); at !== undefined; at = due.shift()) {
          const { to, request } = next();
          count202(await connection.ask(request), refusals);
          const answered = performance.now();
          waits.push(answered - at);
          seen.push({
            to,
            dueAt: wallAtStart + at - startedAt,
            answeredAt: wallAtStart + answered - startedAt,
          });
        }
        idle.push(connection);
        under--;
      };
      const dispatch = async () => {
        while (due.length > 0) {
          const connection = idle.pop() ?? (connections++ < MOST_CONNECTIONS ? await connect() : undefined);
          if (!connection) return;
          under++;
          serve(connection).catch(error => (broken = { error }));
        }
      };
      const rest = async (/** @type {number} */ ms) => {
        await new Promise(resolve => setTimeout(resolve, ms));
        if (broken) throw broken.error;
      };
      while (goesOn(sent)) {
        const now = performance.now();
        for (; startedAt + (sent * 1000) / rate <= now; sent++) due.push(startedAt + (sent * 1000) / rate);
        await dispatch();
        await rest(1);
      }
      while (due.length > 0 || under > 0) {
        await dispatch();
        await rest(5);
      }
      for (const connection of idle) connection.close();
      return { seconds: (performance.now() - startedAt) / 1000, waits, refusals, seen };
    },
  };
}

/** @param {{ status: number, body: string }} answer @param {Record<string, number>} refusals by what was said */
function count202({ status, body }, refusals) {
  if (status === 202) return;
  const said = `${status} ${/"code":"([^"]+)"/.exec(body)?.[1] ?? ''}`;
  refusals[said] = (refusals[said] ?? 0) + 1;
}
