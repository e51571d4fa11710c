import { registerAddressCheck } from '@sms111/api/accounts';
import { apiDocsPage } from '@sms111/api/operations';
import {
  BODY_PATIENCE,
  NestLog,
  ProblemFilter,
  registerBodyPatience,
  registerJsonBody,
  registerMetrics,
  registerTraceId,
  type Clock,
  type Config,
  type Log,
} from '@sms111/api/platform';
import { openApiDocument } from '@sms111/contracts';
import { problemWords } from '@sms111/phrases';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import staticFiles from '@fastify/static';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { ApiModule } from './api.module';

/** 1,000 items of 2,000 characters, in UTF-8. */
const BODY_BYTES = 8 * 1024 * 1024;
const VERSION = '1.0.0';

/** Builds the API on Fastify: doors first, then routes, then the SPA. It does not listen yet. */
export const buildApi = async (options: {
  config: Config;
  log: Log;
  clock?: Clock;
}): Promise<NestFastifyApplication> => {
  const { config, log } = options;
  const proxies = config.get('TRUSTED_PROXIES');
  const problems = new ProblemFilter(problemWords, log);
  const adapter = new FastifyAdapter({
    bodyLimit: BODY_BYTES,
    genReqId: () => randomUUID(),
    trustProxy: proxies ? proxies.split(',') : false,
    requestTimeout: BODY_PATIENCE.formMs,
    frameworkErrors: problems.unreadablePath,
  });
  const app = await NestFactory.create<NestFastifyApplication>(ApiModule.forRoot(options), adapter, {
    logger: new NestLog(log),
    abortOnError: false,
    bodyParser: false,
  });
  app.useGlobalFilters(problems);
  registerTraceId(app);
  registerMetrics(app);
  registerBodyPatience(app);
  registerAddressCheck(app);
  registerJsonBody(app, BODY_BYTES);
  await app.register(multipart, { limits: { files: 1, fields: 5 } });
  await app.register(helmet, {
    contentSecurityPolicy: {
      directives: {
        defaultSrc: ["'self'"],
        // Emotion writes its styles into the page.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'", 'data:'],
        upgradeInsecureRequests: config.production ? [] : null,
      },
    },
    hsts: config.production,
  });
  serveDocument(app, config);
  await serveSpa(app, config);
  return app;
};

const serveDocument = (app: NestFastifyApplication, config: Config): void => {
  const document = openApiDocument({ version: VERSION, server: config.get('PUBLIC_URL').replace(/\/$/, '') });
  const page = apiDocsPage(document);
  const server = app.getHttpAdapter().getInstance();
  server.get('/api/v1/openapi.json', (_request, reply) => reply.send(document));
  server.get('/api/docs', (_request, reply) => reply.type('text/html; charset=utf-8').send(page));
};

/** Every path that is no file and no endpoint is a page of the SPA. */
const serveSpa = async (app: NestFastifyApplication, config: Config): Promise<void> => {
  const root = config.get('WEB_ROOT');
  if (!root) return;
  await app.register(staticFiles, {
    root,
    wildcard: false,
    index: false,
    setHeaders: (reply, path) => {
      // Built assets carry a hash in their names; the page itself must be asked for each time.
      const built = path.includes('/assets/');
      void reply.header('Cache-Control', built ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  const server = app.getHttpAdapter().getInstance();
  server.get('/*', (request, reply) => {
    const isPage =
      request.headers.accept?.includes('text/html') && !/^\/(web|api|health|assets)\//.test(request.url);
    if (!isPage) return reply.callNotFound();
    return reply.header('Cache-Control', 'no-cache').sendFile('index.html', join(root));
  });
};
