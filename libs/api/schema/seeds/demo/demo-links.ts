import { PLATFORM } from '@sms111/api/audit';
import { LinkRegister } from '@sms111/api/carriers';
import { Db } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { DemoSettings } from './demo-settings';

const WINDOW = 100;
const RESPONSE_TIMEOUT_MS = 10_000;

/** Enters the simulator's links where they stand today: ports may differ from start to start. */
@Injectable()
export class DemoLinks {
  constructor(
    private readonly db: Db,
    private readonly links: LinkRegister,
  ) {}

  async execute({ links, systemId, password }: DemoSettings): Promise<void> {
    await this.db.transaction(async tx => {
      for (const { id, host, port } of links) {
        const carrier = id.slice(0, id.indexOf('-'));
        await this.links.put(tx, PLATFORM, {
          id,
          carrier,
          host,
          port,
          systemId,
          password,
          window: WINDOW,
          // TWM answers in hexadecimal and reports in decimal; FET's receipts repeat the id in a parameter.
          idForm: carrier === 'TWM' ? 'hex-decimal' : 'as-is',
          responseTimeoutMs: RESPONSE_TIMEOUT_MS,
        });
      }
    });
  }
}
