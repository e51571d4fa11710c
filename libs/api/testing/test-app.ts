import { ProblemFilter, type ProblemWords } from '@sms111/api/platform';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { DynamicModule, Provider, Type } from '@nestjs/common';
import { newTestPlatform, type TestPlatform } from './test-platform';
import type { Entities } from '@sms111/api/platform';
import { randomUUID } from 'node:crypto';

/** Codes instead of words: specs assert codes. */
export const CODES_AS_WORDS: ProblemWords = {
  title: code => code,
  detail: problem => problem.code,
  item: item => item.code,
};

export interface TestApp {
  readonly app: NestFastifyApplication;
  readonly platform: TestPlatform;
  close(): Promise<void>;
}

export interface TestAppOptions {
  readonly imports: readonly (Type | DynamicModule)[];
  readonly providers?: readonly Provider[];
  readonly controllers?: readonly Type[];
  readonly entities?: Entities;
  readonly env?: Record<string, string>;
  /** Registers Fastify plugins and hooks before the app starts. */
  readonly before?: (app: NestFastifyApplication) => Promise<void> | void;
}

/** A Nest application of the given modules on Fastify, without a socket: use `app.inject`. */
export const startTestApp = async (options: TestAppOptions): Promise<TestApp> => {
  const platform = await newTestPlatform(options.entities, options.env);
  const module = await Test.createTestingModule({
    imports: [platform.module, ...options.imports],
    providers: [...(options.providers ?? [])],
    controllers: [...(options.controllers ?? [])],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(
    new FastifyAdapter({ genReqId: () => randomUUID() }),
    { logger: false },
  );
  app.useGlobalFilters(new ProblemFilter(CODES_AS_WORDS, platform.log));
  await options.before?.(app);
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return {
    app,
    platform,
    close: async () => {
      await app.close();
      await platform.database.drop();
    },
  };
};
