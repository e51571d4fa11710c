const PREFIXES = ['0912', '0922', '0926', '0928', '0935', '0955'];

/** A file of so many recipients, each with a text of its own; `series` keeps the numbers of two files apart. */
export const csvOf = (rows: number, series: number): Buffer => {
  const lines = ['手機號碼,簡訊內容,自訂序號'];
  for (let i = 0; i < rows; i++) {
    const number = `${PREFIXES[i % PREFIXES.length]}${String(series).padStart(1, '0')}${String(Math.floor(i / PREFIXES.length)).padStart(5, '0')}`;
    lines.push(`${number},測試通知第${i + 1}號，您的申請已受理。洽詢電話02-12345678,L${i + 1}`);
  }
  return Buffer.from(`${lines.join('\r\n')}\r\n`);
};
