import { PLATFORM } from '@sms111/api/audit';
import { Clock, Db } from '@sms111/api/platform';
import { ReceiveImport, RunImport } from '@sms111/api/routing';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { DAY_MS } from '../taipei';

const HEAD = 'msisdn,donor,recipient,network_code,effective_at';

/** Number, who lost it, who got it (empty: given back), days before today. No sample file uses any of these numbers. */
type Row = readonly [string, string, string, number];

const ALL: readonly Row[] = [
  ['0910777001', 'CHT', 'TWM', 240],
  ['0912777002', 'CHT', 'FET', 210],
  ['0919777003', 'CHT', 'TWM', 190],
  ['0928777004', 'CHT', 'FET', 160],
  ['0937777005', 'CHT', 'TWM', 90],
  ['0963777006', 'CHT', 'FET', 75],
  ['0918777007', 'TWM', 'CHT', 230],
  ['0922777008', 'TWM', 'FET', 200],
  ['0935777009', 'TWM', 'CHT', 150],
  ['0952777010', 'TWM', 'FET', 120],
  ['0970777011', 'TWM', 'CHT', 60],
  ['0986777012', 'TWM', 'CHT', 45],
  ['0917777013', 'FET', 'CHT', 220],
  ['0926777014', 'FET', 'TWM', 170],
  ['0930777015', 'FET', 'CHT', 130],
  ['0955777016', 'FET', 'TWM', 100],
  ['0981777017', 'FET', 'CHT', 80],
  ['0906777018', 'FET', 'TWM', 50],
  // Ported twice.
  ['0912777019', 'CHT', 'TWM', 300],
  ['0912777019', 'TWM', 'FET', 40],
];

const CHANGES: readonly Row[] = [
  ['0932777020', 'CHT', 'TWM', 2],
  ['0918777007', 'CHT', 'FET', 1],
  // Given back to the holder of its block.
  ['0910777001', 'TWM', '', 1],
  // To come.
  ['0955777021', 'FET', 'CHT', -3],
];

/** Some ported numbers, in two versions, so that the page has something to show. */
@Injectable()
export class DemoPorted {
  constructor(
    private readonly db: Db,
    private readonly clock: Clock,
    private readonly receive: ReceiveImport,
    private readonly imports: RunImport,
  ) {}

  async execute(): Promise<void> {
    const standing = await this.db.query('SELECT FROM ported_import LIMIT 1');
    if (standing.length > 0) return;
    await this.import('snapshot', 'np-demo-all.csv', ALL);
    await this.import('changes', 'np-demo-changes.csv', CHANGES);
  }

  private async import(kind: 'snapshot' | 'changes', filename: string, rows: readonly Row[]): Promise<void> {
    const today = this.clock.ms();
    const lines = rows.map(
      ([number, donor, recipient, days]) =>
        `${number},${donor},${recipient},${recipient && `DEMO-${recipient}`},${new Date(today - days * DAY_MS).toISOString()}`,
    );
    const file = Object.assign(Readable.from([Buffer.from([HEAD, ...lines].join('\n'))]), {
      truncated: false,
    });
    const parts = async function* () {
      yield { type: 'field', fieldname: 'kind', value: kind } as const;
      yield { type: 'file', fieldname: 'file', filename, file } as const;
    };
    await this.receive.execute(PLATFORM, { isMultipart: () => true, parts });
    while ((await this.imports.next()) !== null);
  }
}
