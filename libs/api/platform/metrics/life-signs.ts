import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { Config } from '../config/config';
import { Db } from '../db/db';
import type { Log } from '../log/log';
import { LOG } from '../platform.module';
import { Metrics } from './metrics';
import { metricsAccess } from './metrics-access';

/**
 * A small HTTP door for a process that has none (the worker): `/health/live`, `/health/ready`, and `/metrics` for those who
 * may read it. It opens at `METRICS_PORT` only; nothing else is answered.
 */
@Injectable()
export class LifeSigns implements OnApplicationBootstrap, OnApplicationShutdown {
  private server: Server | null = null;
  private readonly may: ReturnType<typeof metricsAccess>;

  constructor(
    private readonly config: Config,
    private readonly db: Db,
    private readonly metrics: Metrics,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.may = metricsAccess(config);
  }

  /** Where it answers; `null` when it does not. */
  get url(): string | null {
    const address = this.server?.address();
    return address && typeof address === 'object'
      ? `http://${this.config.get('METRICS_HOST')}:${address.port}`
      : null;
  }

  async onApplicationBootstrap(): Promise<void> {
    const port = this.config.get('METRICS_PORT');
    if (port === undefined) return;
    const server = createServer((request, response) => void this.answer(request, response));
    server.requestTimeout = 10_000;
    this.server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, this.config.get('METRICS_HOST'), resolve);
    });
  }

  async onApplicationShutdown(): Promise<void> {
    const { server } = this;
    if (!server) return;
    server.closeAllConnections();
    await new Promise(resolve => server.close(resolve));
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { status, type = 'application/json', body } = await this.answerTo(request);
      response.writeHead(status, { 'Content-Type': type, 'Cache-Control': 'no-store' }).end(body);
    } catch (error) {
      this.log.warn({ err: error }, 'a life sign could not be given');
      response.writeHead(500).end();
    }
  }

  private async answerTo(
    request: IncomingMessage,
  ): Promise<{ status: number; type?: string; body?: string }> {
    if (request.method !== 'GET') return { status: 405 };
    switch (request.url?.split('?')[0]) {
      case '/health/live':
        return { status: 200, body: '{"ok":true}' };
      case '/health/ready':
        return this.db.query('SELECT 1').then(
          () => ({ status: 200, body: '{"ok":true}' }),
          () => ({ status: 503, body: '{"ok":false}' }),
        );
      case '/metrics': {
        const asker = {
          address: request.socket.remoteAddress ?? '',
          authorization: request.headers.authorization,
        };
        if (!this.may(asker)) return { status: 404 };
        return { status: 200, type: this.metrics.contentType, body: await this.metrics.text() };
      }
      default:
        return { status: 404 };
    }
  }
}
