import type { NestFastifyApplication } from '@nestjs/platform-fastify';

type Method = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'OPTIONS';

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly text: string;
  /** The body where it is JSON, else `{}`. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- what it holds is what a spec asserts
  readonly body: any;
  /** The problem's code, where the answer is one. */
  readonly code: string | undefined;
}

export interface Call {
  readonly headers?: Readonly<Record<string, string>>;
  /** An object is sent as JSON; text and bytes as they are, with the `content-type` of `headers`. */
  readonly body?: object | string | Buffer | undefined;
}

/** Somebody who calls the API: keeps cookies and headers, as a browser or a program would. */
export class Caller {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly app: NestFastifyApplication,
    readonly headers: Record<string, string>,
    private readonly address: string,
  ) {}

  get(url: string, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('GET', url, { headers });
  }

  post(url: string, body?: object, headers: Record<string, string> = {}): Promise<Answer> {
    return this.call('POST', url, { headers, body });
  }

  async call(method: Method, url: string, { headers = {}, body }: Call = {}): Promise<Answer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await this.app.inject({
      method,
      url,
      remoteAddress: this.address,
      headers: { ...(cookie && { cookie }), ...this.headers, ...headers },
      ...(body !== undefined && { payload: body }),
    });
    for (const { name, value, maxAge } of answer.cookies) {
      if (maxAge === 0) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    const isJson = answer.payload !== '' && String(answer.headers['content-type'] ?? '').includes('json');
    const parsed = isJson ? answer.json<{ code?: string }>() : {};
    return {
      status: answer.statusCode,
      headers: answer.headers,
      text: answer.payload,
      body: parsed,
      code: answer.statusCode >= 400 ? parsed.code : undefined,
    };
  }
}
