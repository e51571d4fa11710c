import { userOf } from './lib/person.mjs';
import { bindsAgain, goesOn, linksGoOn, onlyBindsAgain } from './lib/resumed.mjs';
import { runBatch } from './lib/run-batch.mjs';
import { until } from './lib/until.mjs';

/** A silence longer than the carriers' answers may take, so that a window runs out of time. */
const SILENCE_S = 15;
const THROTTLED_S = 5;
const CHT = ['CHT-A', 'CHT-B'];

/**
 * @typedef {import('./lib/simulator.mjs').Simulator} Simulator
 * @typedef {object} Case
 * @property {string} name
 * @property {Record<string, unknown>[]} commands to the simulator
 * @property {number} crashes windows that may be in doubt
 * @property {number} [resumption] seconds, where the fault itself lasts
 * @property {(simulator: Simulator) => Promise<() => Promise<void>>} resumed made before the fault
 */

/** The links of the fault go on after its end; the others must not have stopped meanwhile. @param {readonly string[]} links */
const afterwards = links => async (/** @type {Simulator} */ simulator) => async () => {
  await goesOn(simulator);
  await until('the fault is over', async () =>
    (await simulator.links()).every(({ faults }) => faults.length === 0),
  );
  await linksGoOn(simulator, links);
};

/** A PDU that cannot be trusted ends its own connection with a reason, and no other. @param {string} kind */
const broken = kind => ({
  name: kind,
  commands: [{ link: 'TWM-A', kind, afterSubmits: 50 }],
  crashes: 1,
  resumption: 40,
  resumed: (/** @type {Simulator} */ simulator) => onlyBindsAgain(simulator, 'TWM-A'),
});

/** @type {Case[]} */
const CASES = [
  { name: 'cut', commands: [{ kind: 'cut', afterSubmits: 40 }], crashes: 1, resumed: bindsAgain },
  {
    name: 'cut, binds refused',
    commands: [
      { carrier: 'FET', kind: 'refuse-binds', count: 2 },
      { carrier: 'FET', kind: 'cut', afterSubmits: 40 },
    ],
    crashes: 1,
    // A carrier that refuses binds is asked again after 4 s, then 8 s, each a quarter longer at most; then it takes them.
    resumption: 20,
    resumed: bindsAgain,
  },
  {
    name: 'silent, takes all the same',
    commands: [{ carrier: 'CHT', kind: 'silent', accept: true, seconds: SILENCE_S }],
    crashes: 1,
    resumption: SILENCE_S + 20,
    resumed: afterwards(CHT),
  },
  {
    name: 'silent but for enquiries',
    commands: [{ carrier: 'CHT', kind: 'silent', accept: false, enquire: true, seconds: SILENCE_S }],
    crashes: 1,
    resumption: SILENCE_S + 20,
    resumed: afterwards(CHT),
  },
  {
    name: 'throttle',
    commands: [{ kind: 'throttle', seconds: THROTTLED_S }],
    crashes: 0,
    resumption: THROTTLED_S + 10,
    resumed: async simulator => () => goesOn(simulator),
  },
  {
    name: 'queue full',
    commands: [{ kind: 'queue-full', seconds: THROTTLED_S }],
    crashes: 0,
    resumption: THROTTLED_S + 10,
    resumed: async simulator => () => goesOn(simulator),
  },
  broken('garbage'),
  broken('half-pdu'),
  broken('huge-length'),
];

/**
 * `npm run drill links [-- --rows 5000 --only 'garbage|half-pdu']`: a batch meets, in turn, connections cut in mid-window, carriers
 * that stop answering, throttle, or send garbage, half a PDU, a length of 4 GB.
 * @param {import('../drill.mjs').Ground} ground
 */
export async function drill({ product, options }) {
  const { rows = 5_000, only, person = await userOf(product) } = options;
  const { simulator } = product;
  const rounds = [];
  for (const { name, commands, crashes, resumption, resumed } of CASES) {
    if (only && !only.split('|').includes(name)) continue;
    await simulator.command({ kind: 'settings', rtt: 50, tps: 0 });
    rounds.push(
      await runBatch({ product, person, name, rows, crashes, resumption }, async flight => {
        await flight.reach(Math.floor(flight.segments / 5));
        const disturb = async () => {
          for (const command of commands) await simulator.command(command);
        };
        await flight.fault(name, disturb, await resumed(simulator));
      }),
    );
  }
  await simulator.command({ kind: 'settings', rtt: 0, tps: 0 });
  return rounds;
}
