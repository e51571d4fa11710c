/** Our session and codec: submits over one bind, full window, until the last receipt is parsed and acknowledged. */
import { count, messageOf, password, port, receiptCame, systemId, WINDOW } from './common.mjs';

const smpp = await import(process.argv[6] ?? '');
let next = 0;
let started = false;
const session = smpp.openSession(
  { host: '127.0.0.1', port, bind: { type: 'transceiver', systemId, password }, window: WINDOW },
  {
    onDeliver: (/** @type {unknown} */ pdu, /** @type {() => void} */ ack) => {
      if (!smpp.parseReceipt(pdu)) throw new Error('no receipt');
      ack();
      receiptCame();
    },
    onRoom: () => started && fill(),
  },
);
const opened = await session.opened;
if (!opened.ok) throw new Error(`not bound: ${JSON.stringify(opened.reason)}`);

// A session ends itself when a function of its caller throws: that must not look like an end.
const settle = (/** @type {number} */ _index, /** @type {{ kind: string }} */ outcome) => {
  if (outcome.kind === 'accepted') return;
  console.error(`a submit ended: ${JSON.stringify(outcome)}`);
  process.exit(1);
};
session.closed.then((/** @type {unknown} */ reason) => {
  console.error(`the session closed: ${JSON.stringify(reason)}`);
  process.exit(1);
});

function fill() {
  const pdus = [];
  for (let room = Math.min(session.freeWindow, count - next); room > 0; room--) {
    const { number, text } = messageOf(next++);
    pdus.push(
      smpp.submitSm({
        ...{ sourceAddrTon: 3, sourceAddr: '111', destAddrTon: 2, destAddrNpi: 1, destinationAddr: number },
        ...{ dataCoding: 8, shortMessage: smpp.encodeUcs2(text) },
      }),
    );
  }
  if (pdus.length > 0) session.submit(pdus, settle);
}

started = true;
fill();
