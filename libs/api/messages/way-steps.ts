import type { AnswerOf, showMessage } from '@sms111/contracts';
import { batchTime } from '@sms111/domain';
import { PLAIN_CODE } from './apply-receipts';
import { REASON, S, STATE } from './codes';
import type { WayRow } from './way-row';

type Step = AnswerOf<typeof showMessage>['steps'][number];
type Refusal = WayRow['refusals'][number];

/** With this begins the code of a word that the carrier gave when it was asked (`query_sm`), not by itself. */
export const QUERIED = 'QUERY ';

const NOTHING = {
  part: null,
  carrier: null,
  from: null,
  link: null,
  carrierCode: null,
  state: null,
  reason: null,
};

const instant = (text: string): string => new Date(text).toISOString();

const byTime = (a: Step, b: Step): number => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0);

const statusCode = ({ status }: Refusal): string => `0x${status.toString(16).toUpperCase().padStart(8, '0')}`;

/** A single part that arrived with the plainest of receipts: it has no row of its own. */
export const saysPlainly = (row: WayRow): boolean => row.done_at !== null;

/** The way of a message in the order in which it went (STA-1). */
export const stepsOf = (batch: number, row: WayRow): Step[] => {
  const accepted: Step = { ...NOTHING, at: new Date(batchTime(batch)).toISOString(), kind: 'accepted' };
  return [accepted, ...handedOf(row), ...saidOf(row), ...endOf(row)];
};

/** Where it was routed to, and what became of each attempt. */
const handedOf = (row: WayRow): Step[] => {
  const submits = row.submits.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: 'submitted',
    part: each.part,
    carrier: each.carrier,
    link: each.link,
    carrierCode: each.id,
  }));
  const refusals = row.refusals.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: each.final ? 'refused' : 'retry',
    part: each.part,
    carrier: each.carrier ?? row.carrier,
    link: each.link,
    carrierCode: statusCode(each),
  }));
  const handed = [...refusals, ...reroutedOf(row), ...submits].sort(byTime);
  const at = handed[0]?.at ?? (row.route_method === 0 ? null : row.submitted_at?.toISOString());
  return at
    ? [{ ...NOTHING, at, kind: 'routed', carrier: handed[0]?.carrier ?? row.carrier }, ...handed]
    : [];
};

/** It goes to another carrier once: after the last refusal of the one that did not know the number. */
const reroutedOf = ({ reroute, refusals }: WayRow): Step[] => {
  const unknown = refusals.findLast(each => each.final && each.carrier !== reroute);
  if (reroute === null || unknown === undefined) return [];
  return [
    {
      ...NOTHING,
      at: instant(unknown.at),
      kind: 'rerouted',
      carrier: reroute,
      from: unknown.carrier,
      carrierCode: statusCode(unknown),
    },
  ];
};

/** What carriers and persons said of it later. */
const saidOf = (row: WayRow): Step[] => {
  const receipts = row.receipts.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: each.code.startsWith(QUERIED) ? 'queried' : 'receipt',
    part: each.part,
    carrier: row.carrier,
    carrierCode: each.code.startsWith(QUERIED) ? each.code.slice(QUERIED.length) : each.code,
    state: STATE.word(each.state),
    reason: REASON.word(each.reason),
  }));
  if (saysPlainly(row) && row.final_at) {
    receipts.push({
      ...NOTHING,
      at: row.final_at.toISOString(),
      kind: 'receipt',
      part: 1,
      carrier: row.carrier,
      carrierCode: PLAIN_CODE,
      state: STATE.word(S.delivered),
      reason: REASON.word(row.reason),
    });
  }
  const resolutions = row.resolutions.map((each): Step => ({
    ...NOTHING,
    at: instant(each.at),
    kind: 'resolved',
    carrierCode: each.reference,
    state: STATE.word(each.state),
  }));
  return [...receipts, ...resolutions].sort(byTime);
};

const endOf = (row: WayRow): Step[] => {
  const words = { state: STATE.word(row.state), reason: REASON.word(row.reason) };
  if (row.state === S.unconfirmed && row.submitted_at) {
    return [
      {
        ...NOTHING,
        ...words,
        at: row.submitted_at.toISOString(),
        kind: 'unconfirmed',
        carrier: row.carrier,
        link: row.link,
      },
    ];
  }
  if (!row.final_at) return [];
  return [
    {
      ...NOTHING,
      ...words,
      at: row.final_at.toISOString(),
      kind: row.state === S.cancelled ? 'cancelled' : 'final',
    },
  ];
};
