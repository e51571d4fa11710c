import { z } from 'zod';

/** Every problem that the API can answer, with its HTTP status. The words are in `phrases`. */
export const PROBLEMS = {
  'invalid-request': 422,
  'malformed-body': 400,
  'body-too-large': 413,
  'unsupported-media-type': 415,
  'not-signed-in': 401,
  'sign-in-failed': 401,
  'code-wrong': 401,
  'code-expired': 401,
  'too-many-attempts': 429,
  'csrf-token-wrong': 403,
  'address-not-allowed': 403,
  'api-key-wrong': 401,
  'wrong-door': 403,
  'permission-missing': 403,
  'not-found': 404,
  'not-acceptable-content': 422,
  'signature-unknown': 422,
  'no-recipients': 422,
  'recipients-returned': 422,
  'too-many-recipients': 422,
  'upload-not-ready': 409,
  'upload-held': 409,
  'upload-already-sent': 409,
  'partial-send-off': 403,
  'file-returned': 422,
  'batch-refused': 422,
  'message-returned': 422,
  'quota-short': 409,
  'allocation-missing': 409,
  'contract-closed': 409,
  'agency-suspended': 403,
  'lane-not-granted': 403,
  'state-conflict': 409,
  'nothing-in-doubt': 409,
  'doubt-changed': 409,
  'doubt-too-large': 422,
  'test-sender-missing': 409,
  'month-not-due': 409,
  'second-person-needed': 403,
  'client-ref-taken': 409,
  'idempotency-key-reused': 422,
  'idempotency-in-progress': 409,
  'rate-limited': 429,
  unavailable: 503,
  internal: 500,
} as const;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** One thing wrong with the request: where (JSON pointer), what (code), and what to do. */
export const problemItem = z.object({
  pointer: z.string(),
  code: z.string(),
  detail: z.string(),
});

/** RFC 9457 problem details. `traceId` can be read out to the service desk. */
export const problemBody = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string(),
  code: z.enum(PROBLEM_CODES),
  traceId: z.string(),
  errors: z.array(problemItem).optional(),
  params: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
});
export type Problem = z.output<typeof problemBody>;
