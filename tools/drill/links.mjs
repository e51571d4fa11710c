import { performance } from 'node:perf_hooks';
import { userOf } from './lib/person.mjs';
import { bindsAgain, goesOn, linksGoOn, onlyTheseBindAgain } from './lib/resumed.mjs';
import { Outage, runBatch } from './lib/run-batch.mjs';
import { until } from './lib/until.mjs';

/** A silence longer than the carriers' answers may take, so that a window runs out of time. */
const SILENCE_S = 15;
const THROTTLED_S = 5;
/** How long half a PDU is all that comes, until the line breaks. */
const HALF_PDU_S = 10;
/** Windows are full, and the batch lasts long enough that every link has something left when a fault is over. */
const RTT_MS = 200;
const RETURN_S = 10;
/**
 * A link whose window ran out of time rests for 5 s (the breaker), then one segment tries it. Where that one meets the silence
 * as well, its answer is waited for 10 s and the rest is 10 s.
 */
const RETURN_AFTER_SILENCE_S = 22;
/** A carrier that refuses binds is asked again after 2 s, 4 s, 8 s, each a quarter longer at most. */
const RETURN_AFTER_REFUSALS_S = 20;

const CHT = ['CHT-A', 'CHT-B'];
const TWM = ['TWM-A', 'TWM-B'];
const FET = ['FET-A', 'FET-B'];
const ALL = [...CHT, ...TWM, ...FET];

/**
 * @typedef {import('./lib/simulator.mjs').Simulator} Simulator
 * @typedef {(simulator: Simulator, links: readonly string[]) => Promise<() => Promise<unknown>>} Wait made before the fault
 * @typedef {object} Case
 * @property {string} name
 * @property {Record<string, unknown>[]} commands to the simulator
 * @property {readonly string[]} links that the fault hits; the others must go on meanwhile
 * @property {number} crashes windows that may be in doubt
 * @property {Wait} returned whether the links that were hit work again
 * @property {number} within seconds for that, from the end of the fault where it lasts
 */

/** @param {Simulator} simulator */
async function over(simulator) {
  await until('the fault is over', async () =>
    (await simulator.links()).every(({ faults }) => faults.length === 0),
  );
  return new Outage(performance.now());
}

/** The fault ends by itself; then each link that it had hit takes segments. @type {Wait} */
const afterItsEnd = async (simulator, links) => async () => {
  const end = await over(simulator);
  await linksGoOn(simulator, links);
  return end;
};

/** @type {Wait} */
const boundAndTaking = async (simulator, links) => {
  const bound = await onlyTheseBindAgain(simulator, links);
  return async () => {
    await bound();
    await linksGoOn(simulator, links);
  };
};

/** A PDU that cannot be trusted ends its own connection with a reason, and no other. @param {string} kind @param {number} within */
const broken = (kind, within) => ({
  name: kind,
  commands: [{ link: 'TWM-A', kind, afterSubmits: 50 }],
  links: ['TWM-A'],
  crashes: 1,
  returned: onlyTheseBindAgain,
  within,
});

/** @param {string} kind @returns {Case} */
const refused = kind => ({
  name: kind,
  commands: [{ kind, seconds: THROTTLED_S }],
  links: ALL,
  crashes: 0,
  returned: afterItsEnd,
  within: RETURN_S,
});

/** @param {string} name @param {Record<string, unknown>} how @returns {Case} */
const silent = (name, how) => ({
  name,
  commands: [{ carrier: 'CHT', kind: 'silent', ...how, seconds: SILENCE_S }],
  links: CHT,
  crashes: 1,
  returned: afterItsEnd,
  within: RETURN_AFTER_SILENCE_S,
});

/** @type {Case[]} */
const CASES = [
  {
    name: 'cut',
    commands: [{ kind: 'cut', afterSubmits: 40 }],
    links: ALL,
    crashes: 1,
    returned: boundAndTaking,
    within: RETURN_S,
  },
  {
    name: 'cut, binds refused',
    commands: [
      { carrier: 'FET', kind: 'refuse-binds', count: 2 },
      { carrier: 'FET', kind: 'cut', afterSubmits: 40 },
    ],
    links: FET,
    crashes: 1,
    returned: boundAndTaking,
    within: RETURN_AFTER_REFUSALS_S,
  },
  silent('silent, takes all the same', { accept: true }),
  silent('silent but for enquiries', { accept: false, enquire: true }),
  refused('throttle'),
  refused('queue-full'),
  broken('garbage', RETURN_S),
  broken('half-pdu', HALF_PDU_S + RETURN_S),
  broken('huge-length', RETURN_S),
];

/** What waits for so many submits has had them. @param {Simulator} simulator @param {Case} fault */
async function begun(simulator, { commands, links }) {
  const once = new Set(commands.filter(({ afterSubmits }) => afterSubmits).map(({ kind }) => kind));
  await until('the fault has begun', async () =>
    (await simulator.links()).every(
      ({ link, faults }) => !links.includes(link) || !faults.some(({ kind }) => once.has(kind)),
    ),
  );
  return new Outage(performance.now());
}

/**
 * `npm run drill links [-- --rows 8000 --only 'garbage|half-pdu']`: a batch meets, in turn, connections cut in mid-window,
 * carriers that stop answering, throttle, or send garbage, half a PDU, a length of 4 GB. Within ten seconds each link that
 * the fault does not hit goes on; where it hits all of them, the batch does, from its end where it lasts.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 8_000, only, person = await userOf(product) } = options;
  const { simulator } = product;
  const rounds = [];
  for (const fault of CASES) {
    const { name, commands, links, crashes, within } = fault;
    if (only && !only.split('|').includes(name)) continue;
    await simulator.command({ kind: 'settings', rtt: RTT_MS, tps: 0 });
    rounds.push(
      await runBatch({ product, person, name, rows, crashes }, async flight => {
        await flight.reach(Math.floor(flight.segments / 5));
        const others = ALL.filter(link => !links.includes(link));
        const lasts = commands.some(({ seconds }) => seconds);
        const wait = await fault.returned(simulator, links);
        const disturb = async () => {
          for (const command of commands) await simulator.command(command);
          return others.length === 0 && lasts ? over(simulator) : begun(simulator, fault);
        };
        const anyBound = await bindsAgain(simulator);
        const resumed = () => {
          if (others.length > 0) return linksGoOn(simulator, others);
          return lasts ? goesOn(simulator) : anyBound();
        };
        await flight.fault(name, disturb, resumed, { links: { wait, within } });
      }),
    );
  }
  await simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return rounds;
}
