import { z } from 'zod';
import { endpoint } from '../endpoint';
import { batchId, channel, cursorQuery, givenInstant, listOf, messageState, network } from '../shapes';
import { messageLine } from './shapes';

/** Search of the send records, newest first. A number is searched whole, by its keyed hash. */
export const searchMessages = endpoint({
  id: 'message.search',
  method: 'GET',
  path: '/web/messages',
  permission: 'record.search',
  query: cursorQuery.extend({
    number: z.string().trim().max(40).optional(),
    from: givenInstant.optional(),
    to: givenInstant.optional(),
    state: messageState.optional(),
    batch: batchId.optional(),
    carrier: network.optional(),
    channel: channel.optional(),
  }),
  status: 200,
  response: listOf(messageLine),
  problems: ['invalid-request'],
  summary: { zh: '查詢發送紀錄', en: 'Search the send records' },
});
