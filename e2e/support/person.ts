import { request, type APIRequestContext } from '@playwright/test';
import { generate } from 'otplib';
import { stack, until, type DemoAccount } from './stack';

interface Multipart {
  readonly [field: string]: string | { name: string; mimeType: string; buffer: Buffer };
}

/** A person as a browser speaks for them, without the browser: for what a journey only needs as its ground. */
export class Person {
  private constructor(
    private readonly context: APIRequestContext,
    private readonly csrf: string,
  ) {}

  static async signIn(account: DemoAccount): Promise<Person> {
    const context = await request.newContext({ baseURL: stack().url });
    const password = await context.post('/web/session/password', {
      data: { login: account.login, password: account.password },
    });
    if (!password.ok()) throw new Error(`password: ${await password.text()}`);
    // A code is good once; after somebody used this half minute's, the next one opens.
    const answer = await until(
      async () =>
        context.post('/web/session/second-factor', {
          data: { method: 'totp', code: await generate({ secret: account.totpSecret }) },
        }),
      response => response.status() === 201,
      40_000,
    );
    const session = (await answer.json()) as { csrfToken: string };
    return new Person(context, session.csrfToken);
  }

  async get<T>(path: string): Promise<T> {
    const response = await this.context.get(path);
    if (!response.ok()) throw new Error(`GET ${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async post<T>(path: string, data: unknown): Promise<T> {
    const response = await this.context.post(path, { data, headers: { 'x-csrf-token': this.csrf } });
    if (!response.ok()) throw new Error(`POST ${path}: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async upload<T>(path: string, multipart: Multipart): Promise<T> {
    const response = await this.context.post(path, { multipart, headers: { 'x-csrf-token': this.csrf } });
    if (!response.ok()) throw new Error(`upload: ${response.status()} ${await response.text()}`);
    return (await response.json()) as T;
  }

  async end(): Promise<void> {
    await this.context.dispose();
  }
}
