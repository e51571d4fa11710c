import { AuditModule } from '@sms111/api/audit';
import { CarriersModule, HandOverModule, LinkKeeper, Sweep, WORKER_NAME } from '@sms111/api/carriers';
import { PlatformModule } from '@sms111/api/platform';
import { Routes } from '@sms111/api/routing';
import { ENTITIES } from '@sms111/api/schema';
import { Global, Module, type INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { ScheduleModule } from '@nestjs/schedule';
import { PipelineBench } from './testing/pipeline-bench';
import { until } from './testing/until';

jest.setTimeout(120_000);

const COUNT = 30;
/** The carriers answer so late that a lease, and one of a claim, would run out three times. */
const ANSWER_MS = 10_000;

@Global()
@Module({ providers: [{ provide: WORKER_NAME, useValue: 'second' }], exports: [WORKER_NAME] })
class SecondName {}

@Module({})
class SecondWorker {}

describe('a worker that is stopped while slow carriers still owe answers', () => {
  let bench: PipelineBench;
  let second: INestApplicationContext;
  beforeAll(async () => {
    bench = await PipelineBench.start({ timeoutMs: 30_000 });
    const { config, log, clock } = bench.test.platform;
    const platform = PlatformModule.forRoot({ config, log, clock, entities: ENTITIES });
    const imports = [
      platform,
      SecondName,
      ScheduleModule.forRoot(),
      AuditModule,
      CarriersModule,
      HandOverModule,
    ];
    second = await NestFactory.createApplicationContext(
      { module: SecondWorker, imports },
      { logger: false, abortOnError: false },
    );
    await second.get(Routes, { strict: false }).refresh();
    await until(
      async () => (await bench.db.query(`SELECT FROM worker_beat WHERE worker = 'second'`)).length > 0,
    );
  });
  afterAll(async () => {
    await second.close();
    await bench.stop();
  });
  afterEach(() => bench.expectBalanced());

  const heldBySecond = async (): Promise<number> => {
    const rows = await bench.db.query(`SELECT FROM link_lease WHERE worker = 'second' AND state = 'bound'`);
    return rows.length;
  };
  /** Every lease, of links and of claims, was renewed since the clock was put forward. */
  const renewed = async (): Promise<boolean> => {
    const [row] = await bench.db.query<{ links: number; claims: number }>(
      `SELECT (SELECT count(*)::int FROM link_lease WHERE lease_until > $1) AS links,
              (SELECT count(*)::int FROM claim WHERE lease_until <= $2) AS claims`,
      [new Date(bench.test.platform.clock.ms() + 5_500), new Date(bench.test.platform.clock.ms() + 14_500)],
    );
    return row?.links === 6 && row.claims === 0;
  };

  it('keeps its links and claims until all are written; then the other one has the links, and nothing is in doubt', async () => {
    bench.simulator.command({ kind: 'settings', rtt: ANSWER_MS });
    const { batch } = await bench.accept(Array.from({ length: COUNT }, () => ({})));
    await until(() => bench.simulator.counters().accepted === COUNT);
    let ended = false;
    const stopping = bench
      .get(HandOverModule)
      .onApplicationShutdown()
      .then(() => (ended = true));
    await until(() => bench.get(LinkKeeper).all.every(({ isDraining }) => isDraining));
    for (let round = 0; round < 4; round++) {
      bench.test.platform.clock.advance(5_000);
      await until(renewed);
      await second.get(Sweep, { strict: false }).run();
      expect({ ended, taken: await heldBySecond(), states: Object.keys(await bench.states(batch)) }).toEqual({
        ended: false,
        taken: 0,
        states: ['accepted'],
      });
    }
    await stopping;
    await until(async () => (await heldBySecond()) === 6, heldBySecond);
    await bench.settled(batch, { delivered: COUNT });
    expect(bench.simulator.counters()).toMatchObject({ accepted: COUNT, duplicateCount: 0 });
  });
});
