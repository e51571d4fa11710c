import type { NestFastifyApplication } from '@nestjs/platform-fastify';

export const TRACE_HEADER = 'X-Trace-Id';

/** Every answer bears the id of its request: a problem says it too, the log and the audit trail know it. */
export const registerTraceId = (app: NestFastifyApplication): void => {
  const server = app.getHttpAdapter().getInstance();
  server.addHook('onRequest', async (request, reply) => {
    reply.header(TRACE_HEADER, request.id);
  });
};
