import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import { searchDigits } from './handsets';
import { CARRIERS } from './carriers';
import { readCommand, runCommand } from './commands';
import { EventStream } from './event-stream';
import type { Exchange } from './exchange';
import { OUTCOMES } from './outcomes';
import { PAGE, PAGE_POLICY } from './page/page';
import type { RateMeter } from './rate-meter';
import { countersReport, linkReports, segmentReport, takenReport } from './reports';
import { statusText } from './wire/constants';

const LARGEST_BODY = 16 * 1024;
const HANDSETS_ON_PAGE = 24;
const MESSAGES_EACH = 3;

export interface SimulatorHttp {
  port: number;
  stop(): Promise<void>;
}

/** What a route answers: JSON of `body`, with 200 unless said otherwise. */
interface Answer {
  status?: number;
  body: unknown;
}

type Route = (query: URLSearchParams, body: unknown) => Answer;

const refusal = (status: number, code: string, detail: string): Answer => ({
  status,
  body: { error: { code, detail } },
});

/** The HTTP side: counters, commands, handsets, and the page. In bare mode there are no handsets and no page. */
export const startHttp = async (exchange: Exchange, meter: RateMeter): Promise<SimulatorHttp> => {
  const { handsets } = exchange;
  const events = new EventStream(() => ({
    counters: summary(exchange),
    links: linkReports(exchange, meter, Date.now()),
    handsets: handsets?.recent(HANDSETS_ON_PAGE, MESSAGES_EACH) ?? [],
  }));

  const routes: Record<string, Route> = {
    'GET /api/counters': () => ({ body: countersReport(exchange) }),
    'GET /api/links': () => ({ body: { items: linkReports(exchange, meter, Date.now()) } }),
    'GET /api/outcomes': () => ({ body: { items: OUTCOMES.map(outcomeRow) } }),
    'GET /api/segments': query => {
      const limit = limitOf(query, 1000);
      if (query.get('answered') === 'false') {
        return { body: { items: exchange.unanswered(limit).map(one => segmentReport(exchange, one)) } };
      }
      const number = searchDigits(query.get('number') ?? '');
      if (!/^09\d{8}$/.test(number)) {
        return refusal(400, 'number', 'number=0912345678 or answered=false is expected');
      }
      const found = exchange.segmentsOf(Number(number.slice(2))).slice(-limit);
      return { body: { items: found.map(one => segmentReport(exchange, one)) } };
    },
    'POST /api/number-query': (_query, body) => {
      const number = typeof body === 'object' && body !== null && 'number' in body ? String(body.number) : '';
      if (!/^09\d{8}$/.test(number)) return refusal(400, 'number', 'a number 0912345678 is expected');
      const network = exchange.servingCarrier(Number(number.slice(2)));
      return network === null
        ? refusal(404, 'unknown', 'nothing is known of the number')
        : { body: { network, networkCode: `SIM-${network}` } };
    },
    'GET /api/taken': () => ({ body: takenReport(exchange) }),
    'POST /api/commands': (_query, body) => {
      const command = readCommand(body);
      if (typeof command === 'string') return refusal(400, 'command', command);
      const now = Date.now();
      runCommand(exchange, command, now);
      return { body: { items: linkReports(exchange, meter, now) } };
    },
    'POST /api/reset': (_query, body) => {
      const asked = typeof body === 'object' && body !== null ? body : {};
      if ('faults' in asked && asked.faults === true) for (const link of exchange.links) link.faults.clear();
      exchange.reset('receipts' in asked && asked.receipts === true);
      return { body: countersReport(exchange) };
    },
  };
  if (handsets) {
    routes['GET /api/handsets'] = query => ({
      body: { items: handsets.search(query.get('number') ?? '', limitOf(query, 50), 50) },
    });
    routes['GET /api/handsets/recent'] = query => ({
      body: { items: handsets.recent(limitOf(query, HANDSETS_ON_PAGE), MESSAGES_EACH) },
    });
  }

  const { times } = exchange;
  if (times) routes['GET /api/timeline'] = () => ({ body: times.report() });

  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://simulator');
    const name = `${request.method === 'HEAD' ? 'GET' : request.method} ${url.pathname}`;
    if (handsets && name === 'GET /') sendPage(response);
    else if (handsets && name === 'GET /api/events') events.open(request, response);
    else if (routes[name]) void serve(routes[name], url.searchParams, request, response);
    else send(response, refusal(404, 'not-found', `there is no ${name}`));
  });
  await listen(server, exchange.settings.httpPort, exchange.settings.host);
  const address = server.address();
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    stop: () =>
      new Promise(resolve => {
        events.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};

const listen = (server: Server, port: number, host: string): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });

const serve = async (
  route: Route,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> => {
  // A page of another site must not steer the simulator of a developer who visits it.
  if (request.headers['sec-fetch-site'] === 'cross-site') {
    send(response, refusal(403, 'cross-site', 'requests of other sites are refused'));
    return;
  }
  try {
    const body = request.method === 'POST' ? await readJson(request) : undefined;
    send(response, body instanceof Error ? refusal(400, 'json', body.message) : route(query, body));
  } catch (error) {
    send(response, refusal(500, 'internal', error instanceof Error ? error.message : String(error)));
  }
};

/** The body as JSON; undefined when empty, an Error when it is none. */
const readJson = async (request: IncomingMessage): Promise<unknown> => {
  const pieces: Buffer[] = [];
  let size = 0;
  const chunks: AsyncIterable<Uint8Array> = request;
  for await (const chunk of chunks) {
    const bytes = Buffer.from(chunk);
    size += bytes.length;
    if (size > LARGEST_BODY) return new Error(`the body is larger than ${LARGEST_BODY} octets`);
    pieces.push(bytes);
  }
  if (size === 0) return undefined;
  try {
    return JSON.parse(Buffer.concat(pieces).toString('utf8'));
  } catch {
    return new Error('the body is not JSON');
  }
};

const send = (response: ServerResponse, { status = 200, body }: Answer): void => {
  if (response.headersSent) return;
  response.writeHead(status, {
    'Content-Type': 'application/json; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  response.end(JSON.stringify(body));
};

const sendPage = (response: ServerResponse): void => {
  response.writeHead(200, {
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    'Content-Security-Policy': PAGE_POLICY,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
  });
  response.end(PAGE);
};

const limitOf = (query: URLSearchParams, most: number): number => {
  const asked = Number(query.get('limit') ?? most);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, most) : most;
};

/** The few totals that the page shows. */
const summary = (exchange: Exchange): unknown => {
  const { accepted, distinct, duplicateCount, duplicates, receipts, refused, lost, violations } =
    countersReport(exchange);
  return {
    accepted,
    distinct,
    duplicateCount,
    duplicates: duplicates.slice(0, 20),
    receipts,
    refused,
    lost,
    violations,
  };
};

const outcomeRow = (outcome: (typeof OUTCOMES)[number]): unknown => ({
  suffix: outcome.suffix,
  code: outcome.code,
  answer: outcome.answer,
  status: outcome.status === undefined ? null : statusText(outcome.status),
  receipt: outcome.receipt,
  state: outcome.state,
  errors: Object.fromEntries(CARRIERS.map(carrier => [carrier.code, carrier.errors[outcome.reason]])),
  zh: outcome.zh,
  en: outcome.en,
});
