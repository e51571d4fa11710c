import { request, type APIRequestContext } from '@playwright/test';
import { stateFile, type PersonRole } from './accounts';
import { stack } from './stack';

interface Multipart {
  readonly [field: string]: string | { name: string; mimeType: string; buffer: Buffer };
}

/** A person as a browser speaks for them, without the browser: for what a journey only needs as its ground. */
export class Person {
  private constructor(
    private readonly context: APIRequestContext,
    private readonly csrf: string,
  ) {}

  /** Goes on in the session that this person's browser opened at the beginning. */
  static async as(role: PersonRole): Promise<Person> {
    const context = await request.newContext({ baseURL: stack().url, storageState: stateFile(role) });
    const session = await context.get('/web/session');
    if (!session.ok()) throw new Error(`session: ${await session.text()}`);
    const { csrfToken } = (await session.json()) as { csrfToken: string };
    return new Person(context, csrfToken);
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
