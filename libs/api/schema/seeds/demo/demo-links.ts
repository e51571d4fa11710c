import { PLATFORM } from '@sms111/api/audit';
import { LinkRegister, writeHabits, type ErrorEntry } from '@sms111/api/carriers';
import { Db } from '@sms111/api/platform';
import { Injectable } from '@nestjs/common';
import type { DemoSettings } from './demo-settings';

const WINDOW = 100;
const RESPONSE_TIMEOUT_MS = 10_000;

/** Not our number, as the simulator says it, and the result numbers of HiNet's table that its CHT puts into receipts. */
const entry = (
  source: ErrorEntry['source'],
  code: string,
  reason: ErrorEntry['reason'],
  action: ErrorEntry['action'],
  note: string,
): ErrorEntry => ({ source, code, reason, action, note });
const NOT_OURS = entry('submit', '0x40b', 'invalid-number', 'other-carrier', '非本網門號');
const OF_CHT: readonly ErrorEntry[] = [
  entry('err', '8', 'invalid-number', 'final', '門號格式錯誤'),
  entry('err', '17', 'handset-fail', 'final', '無法送達'),
  entry('err', '18', 'rejected', 'final', '其他'),
  entry('err', '22', 'content-refused', 'final', '內容遭拒'),
  entry('err', '23', 'barred', 'final', '客戶拒收'),
];
/** From which test messages go; the simulator lets it through. */
const TEST_SENDER = '0900111222';

/** Enters the simulator's links where they stand today: ports may differ from start to start, the rest is the administrators'. */
@Injectable()
export class DemoLinks {
  constructor(
    private readonly db: Db,
    private readonly links: LinkRegister,
  ) {}

  async execute({ links, systemId, password }: DemoSettings): Promise<void> {
    await this.db.transaction(async tx => {
      const known = await tx.query<{ id: string }>('SELECT id FROM carrier_link');
      if (known.length === 0) {
        for (const carrier of new Set(links.map(({ id }) => carrierOf(id)))) {
          await writeHabits(tx, carrier, {
            errors: carrier === 'CHT' ? [NOT_OURS, ...OF_CHT] : [NOT_OURS],
            offersQuerySm: true,
            testSender: TEST_SENDER,
          });
        }
      }
      for (const { id, host, port } of links) {
        const carrier = carrierOf(id);
        const there = known.some(link => link.id === id);
        await this.links.put(tx, PLATFORM, {
          id,
          carrier,
          host,
          port,
          systemId,
          password,
          ...(!there && {
            window: WINDOW,
            // TWM answers in hexadecimal and reports in decimal; FET's receipts repeat the id in a parameter.
            idForm: carrier === 'TWM' ? ('hex-decimal' as const) : ('as-is' as const),
            responseTimeoutMs: RESPONSE_TIMEOUT_MS,
          }),
        });
      }
    });
  }
}

const carrierOf = (link: string): string => link.slice(0, link.indexOf('-'));
