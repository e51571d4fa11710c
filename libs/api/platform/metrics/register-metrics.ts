import { ENDPOINTS } from '@sms111/contracts';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Config } from '../config/config';
import { Metrics } from './metrics';
import { metricsAccess } from './metrics-access';

export const METRICS_PATH = '/metrics';

/**
 * Counts every answer of the API by endpoint and status, and answers `/metrics` to those who may read it; to others there is
 * nothing. Call it before the routes are made.
 */
export const registerMetrics = (app: NestFastifyApplication): void => {
  const server = app.getHttpAdapter().getInstance();
  const metrics = app.get(Metrics, { strict: false });
  const may = metricsAccess(app.get(Config, { strict: false }));
  const ids = new Map(ENDPOINTS.map(({ id, method, path }) => [`${method} ${path}`, id]));
  const durations = metrics.histogram(
    'sms111_http_request_duration_seconds',
    'How long answers took, by endpoint and status; what is no endpoint (pages, files) is other',
    ['endpoint', 'status'],
  );
  server.addHook('onResponse', async (request, reply) => {
    const endpoint = ids.get(`${request.method} ${request.routeOptions.url ?? ''}`) ?? 'other';
    durations.observe({ endpoint, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  server.get(METRICS_PATH, async (request, reply) => {
    if (!may({ address: request.ip, authorization: request.headers.authorization })) {
      reply.callNotFound();
      return reply;
    }
    return reply
      .type(metrics.contentType)
      .header('Cache-Control', 'no-store')
      .send(await metrics.text());
  });
};
