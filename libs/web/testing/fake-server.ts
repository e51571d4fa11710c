import type { AnyEndpoint, Problem, ProblemCode } from '@sms111/contracts';
import { PROBLEMS } from '@sms111/contracts';

/** A request as the fake server saw it. */
export interface SeenRequest {
  readonly endpoint: AnyEndpoint;
  readonly params: Readonly<Record<string, string>>;
  readonly query: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly headers: Headers;
}

export type Answer = {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
};
type Handler = (request: SeenRequest) => unknown;

/** Answers with a problem, as the API does. */
export const refuse = (code: ProblemCode, more: Partial<Problem> = {}): Answer => ({
  status: PROBLEMS[code],
  headers: { 'content-type': 'application/problem+json' },
  body: {
    type: `urn:sms111:problem:${code}`,
    title: `標題 ${code}`,
    detail: `說明 ${code}`,
    status: PROBLEMS[code],
    code,
    traceId: 'trace-1',
    ...more,
  } satisfies Problem,
});

const isAnswer = (value: unknown): value is Answer =>
  typeof value === 'object' && value !== null && 'status' in value && typeof value.status === 'number';

/**
 * The API at the level of `fetch`: `server.on(showBatch, () => batch)`. A handler returns the answer's body, or a
 * `refuse(…)`; it may return a promise. A call that nobody expects is answered 404 and listed in `unexpected`.
 */
export class FakeServer {
  readonly seen: SeenRequest[] = [];
  readonly unexpected: string[] = [];
  private readonly routes: { endpoint: AnyEndpoint; pattern: RegExp; handler: Handler }[] = [];

  on(endpoint: AnyEndpoint, handler: Handler | object): this {
    const pattern = new RegExp(`^${endpoint.path.replace(/:(\w+)/g, '(?<$1>[^/]+)')}$`);
    const answer: Handler = typeof handler === 'function' ? (handler as Handler) : () => handler;
    this.routes.unshift({ endpoint, pattern, handler: answer });
    return this;
  }

  /** Requests to one endpoint, oldest first. */
  calls(endpoint: AnyEndpoint): SeenRequest[] {
    return this.seen.filter(request => request.endpoint.id === endpoint.id);
  }

  /** To be put in place of `fetch`. */
  readonly fetch = async (target: RequestInfo | URL, init: RequestInit = {}): Promise<Response> => {
    const url = new URL(target instanceof Request ? target.url : target, 'http://localhost');
    const method = init.method ?? 'GET';
    const route = this.routes.find(
      ({ endpoint, pattern }) => endpoint.method === method && pattern.test(url.pathname),
    );
    if (!route) {
      this.unexpected.push(`${method} ${url.pathname}`);
      return this.render(refuse('not-found'), 404);
    }
    const request: SeenRequest = {
      endpoint: route.endpoint,
      params: { ...route.pattern.exec(url.pathname)?.groups },
      query: Object.fromEntries(url.searchParams),
      body: typeof init.body === 'string' ? JSON.parse(init.body) : init.body,
      headers: new Headers(init.headers),
    };
    this.seen.push(request);
    return this.render(await route.handler(request), route.endpoint.status);
  };

  private render(value: unknown, status: number): Response {
    const answer: Answer = isAnswer(value) ? value : { status, body: value };
    const body = answer.status === 204 || answer.body === undefined ? null : JSON.stringify(answer.body);
    return new Response(body, {
      status: answer.status,
      headers: { 'content-type': 'application/json', ...answer.headers },
    });
  }
}
