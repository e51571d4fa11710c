import { AuditModule } from '@sms111/api/audit';
import { startTestApp } from '@sms111/api/testing';
import { ScheduleModule } from '@nestjs/schedule';
import { CarriersModule, HandOverModule } from './carriers.module';
import { Sweep } from './sweep';

jest.setTimeout(60_000);
const EVERY_MS = 5_000;

describe('the sweep', () => {
  it('looks for what a dead worker left as soon as a worker starts', async () => {
    const looked = new Promise<number>(resolve =>
      jest.spyOn(Sweep.prototype, 'run').mockImplementation(async () => resolve(performance.now())),
    );
    const test = await startTestApp({
      imports: [ScheduleModule.forRoot(), AuditModule, CarriersModule, HandOverModule],
    });
    const started = performance.now();
    expect((await looked) - started).toBeLessThan(EVERY_MS / 2);
    await test.close();
  });
});
