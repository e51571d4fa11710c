import { z } from 'zod';
import { batchId, batchState, finding, instant, line, messageId, messageState } from '../shapes';

/** Client's own id of a message; unique per account as long as its record lives. */
export const clientRef = line(64)
  .min(1)
  .describe(
    '自訂序號：以相同序號重送只會得到原結果。Your own id of the message: a repeat is answered, not sent again.',
  );
export const recipient = z.string().max(40).describe('收訊門號 Recipient: `0912345678` or `+886912345678`.');
export const content = z
  .string()
  .max(2000)
  .describe(
    '簡訊內容：第一行須為單位／公共服務名稱。The text: its first line is one of the unit’s names; at most 333 characters, 5 segments.',
  );

export const lane = z
  .enum(['disaster', 'code', 'notice', 'bulk'])
  .describe(
    '派送順序：disaster 災防、code 驗證碼、notice 通知、bulk 大量。需有該項權限；未指定時依數量決定。The lane in which it waits for a carrier; a right of the account. Absent: by the number of messages.',
  );

export const sendItem = z.strictObject({
  clientRef: clientRef.optional(),
  to: recipient,
  content: content.optional(),
});

/** A finding with its words, in the language of `Accept-Language`: what is wrong and what to do. */
const said = finding.extend({ detail: z.string() });

/** The answer for one item, in the order of the input. */
export const itemResult = z.object({
  index: z.number().int(),
  clientRef: z.string().nullable(),
  messageId: messageId.nullable(),
  status: z.enum(['accepted', 'returned', 'repeated']),
  code: z
    .string()
    .nullable()
    .describe('退回的第一個原因 First reason of a return, e.g. `E_NOT_MOBILE`; `null` when accepted.'),
  errors: z.array(said),
  warnings: z.array(said),
  units: z.number().int().nullable().describe('字數 Characters, in UTF-16 units.'),
  segments: z.number().int().nullable().describe('則數 Segments, which are what is billed.'),
  signatureAdded: z.boolean().describe('平臺已代為加上署名 The platform put the name in front.'),
});

export const systemMessage = z.object({
  messageId,
  batchId,
  clientRef: z.string().nullable(),
  to: z.string(),
  state: messageState,
  reason: z.string(),
  stateText: z.string().describe('狀態說明 The state in words, in the language of Accept-Language.'),
  segments: z.number().int(),
  chargedSegments: z.number().int(),
  carrier: z.string(),
  acceptedAt: instant,
  submittedAt: instant.nullable(),
  finalAt: instant.nullable(),
});

export const systemBatch = z.object({
  batchId,
  name: z.string(),
  state: batchState,
  acceptedAt: instant,
  completedAt: instant.nullable(),
  messages: z.number().int(),
  segments: z.number().int(),
  delivered: z.number().int(),
  failed: z.number().int(),
  processing: z.number().int(),
  unconfirmed: z.number().int(),
});
