import { apiDocsPage } from '@sms111/api/operations';
import { ENDPOINTS, PROBLEM_CODES, PROBLEMS, type AnyEndpoint } from '@sms111/contracts';
import { z } from 'zod';
import type { Answer } from './testing/caller';
import { RunningApi, type System } from './testing/running-api';
import { numberOf, TEXT } from './testing/texts';

type Json = Record<string, unknown>;
interface Operation {
  operationId: string;
  summary: string;
  description: string;
  security: Json[];
  parameters: { name: string; in: string; required: boolean; schema: Json }[];
  requestBody?: { required: boolean; content: Record<string, { schema: Json }> };
  responses: Record<
    string,
    { description: string; headers?: Json; content?: Record<string, { schema: Json }> }
  >;
}
interface Document {
  openapi: string;
  info: { title: string; version: string };
  servers: { url: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Json>; securitySchemes: Record<string, Json> };
}

describe('the OpenAPI document', () => {
  let api: RunningApi;
  let system: System;
  let document: Document;

  beforeAll(async () => {
    api = await RunningApi.start({ PUBLIC_URL: 'https://sms111.example/' });
    system = await api.system(await api.unit(), { quota: 100 });
    document = (await api.caller().get('/api/v1/openapi.json')).body;
  });
  afterAll(() => api.close());

  const operations = () =>
    Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
    );
  const every = function* (value: unknown): Generator<[string, unknown]> {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      yield [key, inner];
      yield* every(inner);
    }
  };
  const resolve = (ref: string): unknown =>
    ref
      .slice(2)
      .split('/')
      .reduce<unknown>(
        (at, key) => (at as Json | undefined)?.[key.replaceAll('~1', '/').replaceAll('~0', '~')],
        document,
      );

  /** A schema, or the one that it refers to, as Zod reads it. */
  const wholeOf = (schema: Json) => {
    const { $ref } = schema;
    return (typeof $ref === 'string' ? resolve($ref) : schema) as Parameters<typeof z.fromJSONSchema>[0];
  };

  it('is served to a caller without a key, as OpenAPI 3.1', () => {
    expect(document).toMatchObject({
      openapi: expect.stringMatching(/^3\.1\.\d$/),
      info: { title: expect.stringContaining('API'), version: expect.any(String) },
      servers: [{ url: 'https://sms111.example' }],
    });
  });

  it('describes every endpoint for systems once, under its id', () => {
    const promised = ENDPOINTS.filter(each => each.path.startsWith('/api/v1/'));
    expect(
      operations()
        .map(each => each.operation.operationId)
        .sort(),
    ).toEqual(promised.map(each => each.id).sort());
    for (const { operation } of operations()) {
      expect(operation.summary).not.toBe('');
      expect(operation.description).toMatch(/[a-z]/);
    }
  });

  it('holds no reference that leads nowhere', () => {
    const refs = [...every(document)].filter(([key]) => key === '$ref').map(([, ref]) => String(ref));
    expect(refs.length).toBeGreaterThan(0);
    for (const ref of refs) expect([ref, resolve(ref)]).toEqual([ref, expect.anything()]);
    for (const { operation } of operations())
      for (const name of operation.security.flatMap(each => Object.keys(each)))
        expect(Object.keys(document.components.securitySchemes)).toContain(name);
  });

  it('declares every parameter of a path, and no other', () => {
    for (const { path, operation } of operations()) {
      const named = [...path.matchAll(/\{(\w+)\}/g)].map(match => match[1]);
      const declared = operation.parameters.filter(each => each.in === 'path');
      expect(declared.map(each => each.name)).toEqual(named);
      expect(declared.every(each => each.required)).toBe(true);
      const keys = operation.parameters.map(each => `${each.in} ${each.name}`);
      expect(new Set(keys).size).toBe(keys.length);
      for (const { schema } of operation.parameters) expect(Object.keys(schema)).toContain('type');
    }
  });

  it('holds only schemas of JSON Schema that a program can read', () => {
    const schemas = operations().flatMap(({ operation }) => [
      ...Object.values(operation.requestBody?.content ?? {}),
      ...Object.values(operation.responses).flatMap(response => Object.values(response.content ?? {})),
    ]);
    for (const { schema } of schemas) {
      const whole = wholeOf(schema);
      expect(() => z.fromJSONSchema(whole)).not.toThrow();
    }
  });

  it('says how to read each problem: its status, its codes, the trace id', () => {
    for (const { operation } of operations()) {
      const { responses } = operation;
      const codes = Object.entries(responses).flatMap(([status, { description }]) =>
        [...description.matchAll(/`([a-z-]+)`/g)].map(match => [status, match[1]] as const),
      );
      for (const [status, code] of codes) {
        expect(PROBLEM_CODES).toContain(code);
        expect(String(PROBLEMS[code as keyof typeof PROBLEMS])).toBe(status);
      }
      const general = ['api-key-wrong', 'address-not-allowed', 'wrong-door', 'unavailable', 'internal'];
      expect(codes.map(([, code]) => code)).toEqual(expect.arrayContaining(general));
      if (operation.requestBody) {
        const ofBodies = ['malformed-body', 'body-too-large', 'unsupported-media-type', 'invalid-request'];
        expect(codes.map(([, code]) => code)).toEqual(expect.arrayContaining(ofBodies));
      }
      for (const response of Object.values(responses))
        expect(Object.keys(response.headers ?? {})).toContain('X-Trace-Id');
    }
  });

  /** Whether an answer is what the document promises for its status. */
  const expectPromised = (endpoint: string, answer: Answer): void => {
    const found = operations().find(each => each.operation.operationId === endpoint)?.operation;
    const [type, { schema }] = Object.entries(found?.responses[answer.status]?.content ?? {})[0] ?? [
      'none',
      { schema: {} },
    ];
    expect([answer.status, answer.headers['content-type']]).toEqual([
      answer.status,
      `${type}; charset=utf-8`,
    ]);
    const whole = wholeOf(schema);
    const judged = z.fromJSONSchema(whole).safeParse(answer.body);
    expect([endpoint, answer.status, judged.error?.issues]).toEqual([endpoint, answer.status, undefined]);
  };

  it('keeps its promise: every operation answers what it says, good or bad', async () => {
    const { caller } = system;
    const posted = await caller.post('/api/v1/batches', {
      name: '催繳',
      items: [
        { to: '+886912345678', content: TEXT, clientRef: 'A' },
        { to: '02', content: '您好' },
      ],
    });
    const { batchId, items } = posted.body;
    expectPromised('system.post-batch', posted);
    expectPromised('system.post-batch', await caller.post('/api/v1/batches', { items: [] }));
    const long = { allOrNothing: true, items: [{ to: '02', content: '您好' }] };
    expectPromised('system.post-batch', await caller.post('/api/v1/batches', long));
    const body = { to: numberOf(5), content: TEXT, clientRef: 'B' };
    expectPromised('system.post-message', await caller.post('/api/v1/messages', body));
    expectPromised(
      'system.post-message',
      await caller.post('/api/v1/messages', { ...body, to: numberOf(6) }),
    );
    expectPromised(
      'system.post-message',
      await caller.post('/api/v1/messages', { to: '02', content: '您好' }),
    );
    expectPromised('system.get-message', await caller.get(`/api/v1/messages/${items[0].messageId}`));
    expectPromised('system.get-message', await caller.get('/api/v1/messages/b00000000000-0'));
    expectPromised('system.find-messages', await caller.get('/api/v1/messages?clientRef=A'));
    expectPromised('system.find-messages', await caller.get('/api/v1/messages'));
    expectPromised('system.get-batch', await caller.get(`/api/v1/batches/${batchId}`));
    expectPromised('system.get-quota', await caller.get('/api/v1/quota'));
    expectPromised('system.get-quota', await api.caller().get('/api/v1/quota'));
    const user = await api.signedIn(system.unit);
    expectPromised('system.get-quota', await user.get('/api/v1/quota'));
  });

  it('shows requests as they may be written: what has a default is not required', () => {
    const posting = operations().find(each => each.operation.operationId === 'system.post-batch')?.operation;
    const schema = posting?.requestBody?.content['application/json']?.schema as { required: string[] };
    expect(schema.required).toEqual(['items']);
    expect(posting?.parameters).toMatchObject([{ name: 'Idempotency-Key', in: 'header', required: false }]);
  });

  describe('as a page', () => {
    it('is served at /api/docs, in HTML, with every operation and no script', async () => {
      const page = await api.caller().get('/api/docs');
      expect(page).toMatchObject({ status: 200 });
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['content-security-policy']).toContain("default-src 'self'");
      expect(page.text).not.toMatch(/<script/i);
      expect(page.text.includes('lang="zh-Hant-TW"')).toBe(true);
      for (const { path, operation } of operations()) {
        expect(page.text.includes(`<code>${path}</code>`)).toBe(true);
        expect(page.text.includes(`id="${operation.operationId}"`)).toBe(true);
      }
      expect(page.text.includes('https://sms111.example/api/v1/messages')).toBe(true);
    });

    it('names every code that an answer may hold, with its words', async () => {
      const { text } = await api.caller().get('/api/docs');
      const ofSystems = (each: AnyEndpoint) => each.path.startsWith('/api/v1/');
      for (const code of ENDPOINTS.filter(ofSystems).flatMap(each => each.problems))
        expect([code, text.includes(`<code>${code}</code>`)]).toEqual([code, true]);
      for (const code of ['E_SIGNATURE_MISSING', 'E_CLIENT_REF_TAKEN', 'E_DUPLICATE_REF', 'W_COUNTRY_CODE'])
        expect([code, text.includes(`<code>${code}</code>`)]).toEqual([code, true]);
      expect(text.includes('clientRef belongs to another message')).toBe(true);
    });

    it('escapes whatever a document holds', () => {
      const evil = `"><img src=x onerror=alert(1)><script>alert('x')</script>&`;
      const page = apiDocsPage({
        servers: [{ url: evil }],
        paths: {
          [`/${evil}`]: {
            [evil]: {
              operationId: evil,
              summary: evil,
              description: evil,
              parameters: [{ name: evil, in: evil, description: evil }],
              requestBody: { content: { 'application/json': { schema: { description: evil } } } },
              responses: { [evil]: { description: evil, content: { [evil]: { schema: { title: evil } } } } },
            },
          },
        },
      });
      expect(/<img|<script|onerror=alert\(1\)>/i.test(page)).toBe(false);
    });
  });
});
