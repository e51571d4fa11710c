import { KeyRing, problem, unseal, type Reader } from '@sms111/api/platform';
import type { AnswerOf, showLink } from '@sms111/contracts';
import { maskMobile } from '@sms111/domain';
import { Injectable } from '@nestjs/common';
import { testNumberPlace } from './ask-link-test';
import { readHabits } from './carrier-habits';
import { CarrierViews, type LinkOnBoard } from './carriers.views';
import { ChangeViews } from './change.views';
import { SELECT_SETTINGS, type LinkSettings } from './link';

type LinkPage = AnswerOf<typeof showLink>;
type Test = LinkPage['tests'][number];

const TESTS = 10;

type SettingsRow = LinkSettings & {
  drained_at: Date | null;
  drained_by: string | null;
  drain_reason: string | null;
  off_at: Date | null;
  off_by: string | null;
  off_reason: string | null;
};

/** One link with all that is known of it. */
@Injectable()
export class LinkViews {
  constructor(
    private readonly board: CarrierViews,
    private readonly changes: ChangeViews,
    private readonly keys: KeyRing,
  ) {}

  /** @param viewer the account that looks. Problems: `not-found`. */
  async show(reader: Reader, viewer: string, id: string, now: Date): Promise<LinkPage> {
    const links = await this.board.links(reader, now);
    const link = links.find(each => each.id === id);
    const [row] = await reader.query<SettingsRow>(
      `SELECT ${SELECT_SETTINGS}, k.drained_at, d.name AS drained_by, k.drain_reason, k.off_at, o.name AS off_by, k.off_reason
         FROM carrier_link k LEFT JOIN account d ON d.id = k.drained_by LEFT JOIN account o ON o.id = k.off_by
        WHERE k.id = $1`,
      [id],
    );
    if (!link || !row) throw problem('not-found');
    const [carrier] = await this.board.carriers(reader, link.carrier);
    if (!carrier) throw problem('not-found');
    const { drained_at, drained_by, drain_reason, off_at, off_by, off_reason, ...settings } = row;
    const { errors, ...habits } = await readHabits(reader, link.carrier);
    return {
      link,
      carrier,
      settings: { ...settings, dataCoding: dataCodingOf(settings.dataCoding) },
      drained: drained_at && {
        at: drained_at.toISOString(),
        by: drained_by ?? '',
        reason: drain_reason ?? '',
      },
      othersUsable: links.filter(
        other => other.carrier === link.carrier && other.id !== id && isUsable(other),
      ).length,
      off: off_at && { at: off_at.toISOString(), by: off_by ?? '', reason: off_reason ?? '' },
      habits: { ...habits, errors: [...errors] },
      changes: await this.changes.ofLink(reader, viewer, id, link.carrier),
      tests: await this.tests(reader, id),
    };
  }

  private async tests(reader: Reader, id: string): Promise<Test[]> {
    const rows = await reader.query<{
      id: string;
      kind: Test['kind'];
      state: Test['state'];
      answer: string;
      number: Buffer | null;
      asked_by: string;
      asked_at: Date;
      submitted_at: Date | null;
      ended_at: Date | null;
    }>(
      `SELECT t.id, t.kind, t.state, t.answer, t.number_sealed AS number, a.name AS asked_by, t.asked_at, t.submitted_at, t.ended_at
         FROM link_test t JOIN account a ON a.id = t.asked_by WHERE t.link_id = $1 ORDER BY t.id DESC LIMIT ${TESTS}`,
      [id],
    );
    const { key } = await this.keys.platformKey();
    return rows.map(row => ({
      id: row.id,
      kind: row.kind,
      state: row.state,
      answer: row.answer,
      number: row.number && maskMobile(unseal(key, testNumberPlace(row.id), row.number).toString()),
      askedBy: row.asked_by,
      askedAt: row.asked_at.toISOString(),
      submittedAt: row.submitted_at?.toISOString() ?? null,
      endedAt: row.ended_at?.toISOString() ?? null,
    }));
  }
}

/** Whether messages can go out on it now. */
const isUsable = ({ state, breaker }: LinkOnBoard): boolean => state === 'bound' && breaker !== 'open';

/** The contract knows the codings of UCS-2; nothing else can be proposed. */
const dataCodingOf = (coding: number): LinkPage['settings']['dataCoding'] =>
  coding === 24 || coding === 25 || coding === 26 || coding === 27 ? coding : 8;
