import { z } from 'zod';
import { ENDPOINTS } from './all';
import type { AnyEndpoint } from './endpoint';
import { PROBLEMS, problemBody, type ProblemCode } from './problems';

type Json = { [key: string]: unknown };

const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' }) as Json;
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
    schema: shape,
  }));
};

const GENERAL: readonly ProblemCode[] = [
  'invalid-request',
  'api-key-wrong',
  'address-not-allowed',
  'internal',
];

const responsesOf = (e: AnyEndpoint): Json => {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of [...e.problems, ...GENERAL]) {
    byStatus.set(PROBLEMS[code], [...(byStatus.get(PROBLEMS[code]) ?? []), code]);
  }
  const ok = {
    description: e.summary.en,
    content: { 'application/json': { schema: schemaOf(e.response, 'output') } },
  };
  return {
    [e.status]: e.status === 204 ? { description: e.summary.en } : ok,
    ...Object.fromEntries(
      [...byStatus].map(([status, codes]) => [
        status,
        {
          description: codes.map(code => `\`${code}\``).join(', '),
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
