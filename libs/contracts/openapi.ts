import { z } from 'zod';
import { ENDPOINTS } from './all';
import type { AnyEndpoint } from './endpoint';
import { PROBLEMS, problemBody, type ProblemCode } from './problems';

type Json = { [key: string]: unknown };

/** What a reader of the document does not need: bounds that every JSON number has, and a format spelled out. */
const plain = (schema: Json): void => {
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum'];
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum'];
  if (schema['format'] === 'date-time') delete schema['pattern'];
};

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const options = {
    io,
    unrepresentable: 'any',
    override: ({ jsonSchema }: { jsonSchema: Json }) => plain(jsonSchema),
  } as const;
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, options) as Json;
  return rest;
};

const parametersOf = (schema: z.ZodType | undefined, place: 'path' | 'query'): Json[] => {
  if (!schema) return [];
  const { properties = {}, required = [] } = schemaOf(schema, 'input') as {
    properties?: Record<string, Json>;
    required?: string[];
  };
  return Object.entries(properties).map(([name, shape]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    ...(typeof shape['description'] === 'string' && { description: shape['description'] }),
    schema: shape,
  }));
};

/** What may be answered everywhere, and where there is a body. */
const GENERAL: readonly ProblemCode[] = [
  'api-key-wrong',
  'address-not-allowed',
  'wrong-door',
  'internal',
  'unavailable',
];
const OF_INPUT: readonly ProblemCode[] = ['invalid-request'];
const OF_BODIES: readonly ProblemCode[] = ['malformed-body', 'body-too-large', 'unsupported-media-type'];

/** Every problem that an endpoint may answer, each once. */
export const problemsOf = (e: AnyEndpoint): ProblemCode[] => [
  ...new Set([
    ...e.problems,
    ...(e.query || e.body ? OF_INPUT : []),
    ...(e.body ? OF_BODIES : []),
    ...GENERAL,
  ]),
];

const TRACE = {
  'X-Trace-Id': { description: 'Quote it to the service desk.', schema: { type: 'string' } },
};
const RETRY = {
  'Retry-After': { description: 'Seconds, where waiting helps.', schema: { type: 'integer' } },
};
const WITH_RETRY: readonly ProblemCode[] = ['idempotency-in-progress', 'unavailable', 'rate-limited'];

const responsesOf = (e: AnyEndpoint): Json => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of problemsOf(e)) {
    byStatus.set(PROBLEMS[code], [...(byStatus.get(PROBLEMS[code]) ?? []), code]);
  }
  const ok = {
    description: e.summary.en,
    headers: TRACE,
    ...(e.status !== 204 && { content: { 'application/json': { schema: schemaOf(e.response, 'output') } } }),
  };
  return {
    [e.status]: ok,
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [
        status,
        {
          description: codes.map(code => `\`${code}\``).join(', '),
          headers: codes.some(code => WITH_RETRY.includes(code)) ? { ...TRACE, ...RETRY } : TRACE,
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      ]),
    ),
  };
};

const operationOf = (e: AnyEndpoint): Json => ({
  operationId: e.id,
  summary: e.summary.zh,
  description: e.summary.en,
  security: [{ apiKey: [] }],
  parameters: [
    ...parametersOf(e.params, 'path'),
    ...parametersOf(e.query, 'query'),
    ...(e.method === 'POST'
      ? [
          {
            name: 'Idempotency-Key',
            in: 'header',
            required: false,
            description: '24 h: the same key and body are answered again, not sent again.',
            schema: { type: 'string', maxLength: 100 },
          },
        ]
      : []),
  ],
  ...(e.body
    ? {
        requestBody: {
          required: true,
          content: { 'application/json': { schema: schemaOf(e.body, 'input') } },
        },
      }
    : {}),
  responses: responsesOf(e),
});

/** The OpenAPI 3.1 document of the API for systems (DOC-1), a pure function of the endpoints. */
export const openApiDocument = (info: { version: string; server: string }): Json => {
  const paths: Record<string, Json> = {};
  for (const e of ENDPOINTS.filter(each => each.path.startsWith('/api/'))) {
    const path = e.path.replace(/:(\w+)/g, '{$1}');
    paths[path] = { ...paths[path], [e.method.toLowerCase()]: operationOf(e) };
  }
  return {
    openapi: '3.1.0',
    info: { title: '政府專屬短碼簡訊平臺 API', version: info.version },
    servers: [{ url: info.server }],
    paths,
    components: {
      schemas: { Problem: schemaOf(problemBody, 'output') },
      securitySchemes: { apiKey: { type: 'http', scheme: 'bearer' } },
    },
  };
};
