import { AuditModule } from '@sms111/api/audit';
import { startTestApp } from '@sms111/api/testing';
import { ScheduleModule, SchedulerRegistry } from '@nestjs/schedule';
import { CarriersModule, HandOverModule } from './carriers.module';
import { Sweep } from './sweep';

jest.setTimeout(60_000);

describe('the sweep', () => {
  it('looks for what a dead worker left when a worker starts, before its first interval is over', async () => {
    const looked = new Promise<void>(resolve =>
      jest.spyOn(Sweep.prototype, 'run').mockImplementation(async () => resolve()),
    );
    const test = await startTestApp({
      imports: [ScheduleModule.forRoot(), AuditModule, CarriersModule, HandOverModule],
    });
    const schedule = test.app.get(SchedulerRegistry);
    for (const interval of schedule.getIntervals()) schedule.deleteInterval(interval);
    await looked;
    await test.close();
  });
});
