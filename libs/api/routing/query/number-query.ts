import { Config, LOG, type Log } from '@sms111/api/platform';
import type { PortedTarget } from '@sms111/domain';
import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';

const TIMEOUT_MS = 2_000;
const NOT_FOUND = 404;

const answerShape = z.object({ network: z.string().max(20), networkCode: z.string().max(20).nullish() });

/**
 * Asks a number-portability provider's query service about one number (telecom.md 2.3, option a): `POST { number }` →
 * `{ network, networkCode? }`, 404 where it does not know. Another provider's form is another class at this place.
 */
@Injectable()
export class NumberQuery {
  private readonly url: string | undefined;
  private readonly token: string | undefined;

  constructor(
    config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.url = config.get('NUMBER_QUERY_URL');
    this.token = config.get('NUMBER_QUERY_TOKEN');
  }

  get isSetUp(): boolean {
    return this.url !== undefined;
  }

  /** `null` where the service knows nothing, is out of reach or talks nonsense: routing goes on without it. */
  async ask(mobile: string): Promise<PortedTarget | null> {
    if (this.url === undefined) return null;
    try {
      const response = await fetch(this.url, {
        method: 'POST',
        headers: {
          'Content-Type': 'application/json',
          ...(this.token !== undefined && { Authorization: `Bearer ${this.token}` }),
        },
        body: JSON.stringify({ number: mobile }),
        signal: AbortSignal.timeout(TIMEOUT_MS),
        // A number is told to one address, not to wherever that leads.
        redirect: 'error',
      });
      if (response.status === NOT_FOUND) return null;
      if (!response.ok) throw new Error(`the query service answered ${response.status}`);
      const { network, networkCode } = answerShape.parse(await response.json());
      return { network, networkCode: networkCode ?? null };
    } catch (error) {
      this.log.warn({ err: error }, 'the query service of ported numbers gave no answer');
      return null;
    }
  }
}
