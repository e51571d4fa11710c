import { step } from '../../processes/progress.mjs';

/**
 * Gives the demonstration's user and system enough quota for what is to be sent, and fills the records with messages of the
 * past where asked.
 * @param {import('../../stack.mjs').Stack} stack
 * @param {{ quota?: number, messages?: number, months?: number }} wanted `messages` over the last `months` months,
 *   the current one included
 */
export async function prepare(stack, { quota = 0, messages = 0, months = 1 }) {
  await step('資料已備妥', `quota ${quota}, ${messages} records`, () =>
    stack.runProgram('seed-records', {
      RECORDS_QUOTA: String(quota),
      RECORDS_MESSAGES: String(messages),
      RECORDS_MONTHS: String(months),
    }),
  );
}
