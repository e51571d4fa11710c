/** The npm package `smpp`: the same submits over one bind, as many under way, until the last receipt is acknowledged. */
import { createRequire } from 'node:module';
import { count, messageOf, password, port, receiptCame, systemId, WINDOW } from './common.mjs';

// It comes without types.
const smpp = createRequire(import.meta.url)('smpp');
const session = smpp.connect({ url: `smpp://127.0.0.1:${port}`, auto_enquire_link_period: 0 });
session.on('error', (/** @type {Error} */ error) => {
  throw error;
});
let next = 0;
const ID = /id:(\S+) .*stat:(\w+) err:(\w+)/;

session.on('deliver_sm', (/** @type {any} */ pdu) => {
  if (!ID.test(String(pdu.short_message.message ?? pdu.short_message))) throw new Error('no receipt');
  session.send(pdu.response());
  receiptCame();
});

function one() {
  if (next === count) return;
  const { number, text } = messageOf(next++);
  session.submit_sm(
    {
      ...{
        source_addr_ton: 3,
        source_addr: '111',
        dest_addr_ton: 2,
        dest_addr_npi: 1,
        destination_addr: number,
      },
      ...{ registered_delivery: 1, data_coding: 8, short_message: text },
    },
    (/** @type {any} */ answer) => {
      if (answer.command_status !== 0) throw new Error(`a submit was refused: ${answer.command_status}`);
      one();
    },
  );
}

session.bind_transceiver({ system_id: systemId, password }, (/** @type {any} */ answer) => {
  if (answer.command_status !== 0) throw new Error(`not bound: ${answer.command_status}`);
  for (let i = 0; i < WINDOW; i++) one();
});
