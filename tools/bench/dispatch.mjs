import { setTimeout as pause } from 'node:timers/promises';
import { writeFileSync } from 'node:fs';
import { cpuOf, peakMemory } from './lib/cpu.mjs';
import { signIn } from './lib/session.mjs';

const PREFIXES =
  '0910 0912 0919 0928 0932 0937 0963 0975 0918 0922 0935 0952 0970 0987 0913 0917 0926 0930 0955 0981 0989'.split(
    ' ',
  );

/** @param {number} rows */
const csvOf = rows => {
  const lines = ['手機號碼,簡訊內容,自訂序號'];
  for (let i = 0; i < rows; i++) {
    const number = PREFIXES[i % PREFIXES.length] + String(Math.floor(i / PREFIXES.length)).padStart(6, '0');
    lines.push(
      `${number},測試通知第${i + 1}號，您的申請已受理。洽詢電話02-12345678,L${String(i + 1).padStart(7, '0')}`,
    );
  }
  return `${lines.join('\r\n')}\r\n`;
};

/**
 * `npm run bench dispatch [recipients] [runs]`: a csv goes through the door as a person's upload does; the clock runs from the
 * last byte of the file until the last receipt is committed. PostgreSQL is durable, receipts are answered after commit.
 * @param {import('../stack.mjs').Stack} stack
 * @param {string[]} args
 */
export async function bench(stack, [count = '20000', runs = '3', out = '']) {
  const rows = Number(count);
  const account = stack.demoAccounts[0];
  if (!account) throw new Error('no demo accounts');
  const { call } = await signIn(stack.url, account);
  const { signatures } = await call('GET', '/web/compose');
  const pids = Object.fromEntries(stack.services.flatMap(({ name, pid }) => (pid ? [[name, pid]] : [])));
  const csv = csvOf(rows);
  const results = [];
  for (let run = 1; run <= Number(runs); run++) {
    const before = cpuOf(pids);
    const form = new FormData();
    form.set('signatureId', signatures[0].id);
    form.set('file', new Blob([csv], { type: 'text/csv' }), `bench-${run}.csv`);
    let upload = await call('POST', '/web/uploads', form);
    const start = performance.now();
    const seconds = () => (performance.now() - start) / 1000;
    while (upload.state === 'checking') {
      await pause(50);
      upload = await call('GET', `/web/uploads/${upload.id}`);
    }
    if (upload.state !== 'ready')
      throw new Error(`upload is ${upload.state}: ${JSON.stringify(upload.reasons)}`);
    const checked = seconds();
    const { batchId, segments } = await call('POST', `/web/uploads/${upload.id}/send`, {});
    const accepted = seconds();
    let slowest = 0;
    let batch;
    do {
      await pause(100);
      const asked = performance.now();
      batch = await call('GET', `/web/batches/${batchId}`);
      slowest = Math.max(slowest, performance.now() - asked);
    } while (batch.state !== 'completed');
    const completed = seconds();
    const after = cpuOf(pids);
    const cpu = Object.fromEntries(
      Object.entries(after).map(([name, ms]) => [
        name,
        Math.round(((ms - (before[name] ?? 0)) * 1000) / rows),
      ]),
    );
    const handedOver = (Date.parse(batch.handedOverAt) - Date.parse(batch.acceptedAt)) / 1000 + accepted;
    results.push({
      run,
      recipients: rows,
      segments,
      delivered: batch.stages.delivered.messages,
      checked,
      accepted,
      handedOver,
      completed,
      perSecond: Math.round(rows / completed),
      slowestPageMs: Math.round(slowest),
      cpuMicrosPerMessage: { ...cpu, total: Object.values(cpu).reduce((sum, value) => sum + value, 0) },
    });
  }
  const counters = await (await fetch(`${stack.simulatorUrl}/api/counters`)).json();
  const memory = Object.fromEntries(
    ['api', 'worker'].map(name => [name, peakMemory(pids[name] ?? process.pid)]),
  );
  console.table(
    results.map(({ cpuMicrosPerMessage, ...rest }) => ({
      ...rest,
      checked: rest.checked.toFixed(2),
      accepted: rest.accepted.toFixed(2),
      handedOver: rest.handedOver.toFixed(2),
      completed: rest.completed.toFixed(2),
      cpu: cpuMicrosPerMessage.total,
    })),
  );
  console.log('CPU µs a message:', JSON.stringify(results.map(result => result.cpuMicrosPerMessage)));
  console.log(
    `simulator: ${counters.accepted} accepted, ${counters.distinct} distinct, ${counters.duplicateCount} twice; peak MB`,
    memory,
  );
  if (out) writeFileSync(out, JSON.stringify({ results, counters, memory }, null, 2));
  return results.every(result => result.delivered === rows) && counters.duplicateCount === 0 ? 0 : 1;
}
