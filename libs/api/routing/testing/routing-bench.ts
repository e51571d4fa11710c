import { AuditModule, PLATFORM } from '@sms111/api/audit';
import { Clock, Db, KeyRing, LOG, newLog, Secrets, type Actor, type TestClock } from '@sms111/api/platform';
import { actorOf, buildAccount, buildUnit, startTestApp, type TestApp } from '@sms111/api/testing';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { FormPart, FormRequest } from '../import/form';
import { ImportSweep } from '../import/import-sweep';
import { LoadPrefixes } from '../load-prefixes';
import { PortedBlocks } from '../ported/ported-blocks';
import { NumberQuery } from '../query/number-query';
import { RouteAnswers } from '../query/route-answers';
import { Routes } from '../routes';
import { RoutingController } from '../routing.controller';
import { PortedImportModule, RoutingDeskModule, RoutingModule } from '../routing.module';
import { SealedNumbers } from '../sealed-number';

const SAMPLES = path.join(__dirname, '../../../domain/testing/samples');
const FILES = path.join(__dirname, '../../files/testing/fixtures');

const sample = <T>(name: string): T => JSON.parse(readFileSync(path.join(SAMPLES, name), 'utf8')) as T;

export interface NpRow {
  readonly msisdn: string;
  readonly donor: string;
  readonly recipient: string | null;
  readonly effective_at: string;
}

const HEAD = 'msisdn,donor,recipient,network_code,effective_at';

/** A csv of ported numbers: `[number, donor, recipient, moment, code?]`. */
export const csvOf = (rows: readonly (readonly [string, string, string, string, string?])[]): string =>
  [
    HEAD,
    ...rows.map(
      ([number, donor, recipient, at, code = '']) => `${number},${donor},${recipient},${code},${at}`,
    ),
  ].join('\n');

/** `samples/np_sample.json` as a csv. */
export const sampleCsv = (): string =>
  csvOf(
    sample<{ rows: NpRow[] }>('np_sample.json').rows.map(row => [
      row.msisdn,
      row.donor,
      row.recipient ?? '',
      row.effective_at,
    ]),
  );

/** The numbers of `files/valid100_big5.csv`. */
export const validNumbers = (): string[] =>
  readFileSync(path.join(FILES, 'valid100_big5.csv'), 'latin1').match(/^09\d{8}/gm) ?? [];

export const formOf = (fields: Readonly<Record<string, string>>, content: string | Buffer): FormRequest => {
  const bytes = Buffer.from(content);
  const pieces = async function* (): AsyncGenerator<Buffer> {
    for (let at = 0; at < bytes.length; at += 65_536) yield bytes.subarray(at, at + 65_536);
  };
  const parts = async function* (): AsyncGenerator<FormPart> {
    for (const [fieldname, value] of Object.entries(fields)) yield { type: 'field', fieldname, value };
    yield {
      type: 'file',
      fieldname: 'file',
      filename: 'ported.csv',
      file: Object.assign(pieces(), { truncated: false, resume: () => undefined }),
    };
  };
  return { isMultipart: () => true, parts };
};

/** Routing with the numbering plan of the samples, on a database of its own; imports run when a spec says so. */
export class RoutingBench {
  private constructor(
    readonly test: TestApp,
    readonly actor: Actor,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<RoutingBench> {
    const test = await startTestApp({
      imports: [AuditModule, RoutingModule, RoutingDeskModule, PortedImportModule],
      env,
    });
    const db = test.app.get(Db, { strict: false });
    const unit = await buildUnit(db);
    const bench = new RoutingBench(
      test,
      actorOf(unit, await buildAccount(db, unit), { role: 'system-admin' }),
    );
    await bench.plan();
    return bench;
  }

  get db(): Db {
    return this.get(Db);
  }

  get clock(): TestClock {
    return this.test.platform.clock;
  }

  get routes(): Routes {
    return this.get(Routes);
  }

  get controller(): RoutingController {
    return this.get(RoutingController);
  }

  get<T>(type: abstract new (...args: never[]) => T): T {
    return this.test.app.get(type, { strict: false });
  }

  /** The routes of another worker on the same database. */
  async otherWorker(): Promise<Routes> {
    const log = newLog('other', 'silent');
    const sealed = new SealedNumbers(this.get(KeyRing), this.get(Secrets));
    const routes = new Routes(
      this.db,
      this.get(Clock),
      sealed,
      new RouteAnswers(this.db, this.get(Clock), sealed),
      new NumberQuery(this.test.platform.config, log),
      new PortedBlocks(this.get(KeyRing), this.get(Secrets)),
      this.test.app.get(LOG, { strict: false }),
    );
    await routes.refresh();
    return routes;
  }

  /** Hands a file in; the id of the import. */
  async upload(kind: 'snapshot' | 'changes', content: string | Buffer): Promise<string> {
    return (await this.controller.import(this.actor, formOf({ kind }, content))).id;
  }

  show(importId: string) {
    return this.controller.showImport({ params: { importId }, query: undefined, body: undefined });
  }

  /** Hands a file in and runs it; what it came to. */
  async import(kind: 'snapshot' | 'changes', content: string | Buffer) {
    const id = await this.upload(kind, content);
    await this.get(ImportSweep).run();
    await this.routes.look();
    return this.show(id);
  }

  lookUp(number: string) {
    return this.controller.lookUp(this.actor, { params: undefined, query: undefined, body: { number } });
  }

  /** Messages by carrier, of a list of numbers. */
  byCarrier(numbers: readonly string[], routes = this.routes): Record<string, number> {
    const counts: Record<string, number> = {};
    for (const number of numbers) {
      const network = routes.resolve(number)?.network ?? 'none';
      counts[network] = (counts[network] ?? 0) + 1;
    }
    return counts;
  }

  audited(action: string): Promise<{ account_id: string | null; detail: Record<string, unknown> }[]> {
    return this.db.query('SELECT account_id, detail FROM audit_entry WHERE action = $1 ORDER BY id', [
      action,
    ]);
  }

  close(): Promise<void> {
    return this.test.close();
  }

  private async plan(): Promise<void> {
    const { prefixes } = sample<{ prefixes: { prefix: string; donor: string }[] }>('carriers_886.json');
    await this.db.transaction(tx =>
      this.get(LoadPrefixes).execute(tx, PLATFORM, {
        networks: ['CHT', 'TWM', 'FET'].map(code => ({ code, zh: code, en: code })),
        mergers: [
          { donor: 'TST', network: 'TWM', zh: '台灣之星', en: 'T Star' },
          { donor: 'APT', network: 'FET', zh: '亞太電信', en: 'APT' },
        ],
        prefixes: prefixes.map(({ prefix, donor }) => ({ prefix, donor })),
        defaultNetwork: 'CHT',
      }),
    );
    await this.routes.refresh();
  }
}
