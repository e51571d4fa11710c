import { codeTables } from './code-tables';
import { escape } from './escape';

type Json = Record<string, unknown>;

const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const entries = (value: unknown): [string, Json][] =>
  isJson(value) ? Object.entries(value).filter((entry): entry is [string, Json] => isJson(entry[1])) : [];
const text = (value: unknown): string => (typeof value === 'string' ? value : '');

const schemaBlock = (title: string, schema: unknown): string =>
  schema
    ? `<details><summary>${title}</summary><pre>${escape(JSON.stringify(schema, null, 2))}</pre></details>`
    : '';

const jsonSchema = (holder: unknown): unknown => {
  const [first] = entries(isJson(holder) ? holder['content'] : undefined);
  return first?.[1]['schema'];
};

const parameterRows = (parameters: unknown): string => {
  const rows = Array.isArray(parameters) ? parameters.filter(isJson) : [];
  if (rows.length === 0) return '';
  const cells = rows.map(
    row =>
      `<tr><td><code>${escape(text(row['name']))}</code></td><td>${escape(text(row['in']))}</td>
       <td>${row['required'] ? '必填 required' : '選填 optional'}</td><td>${escape(text(row['description']))}</td></tr>`,
  );
  return `<table><caption>參數 Parameters</caption><thead><tr><th scope="col">名稱 Name</th><th scope="col">位置 In</th>
    <th scope="col">必填 Required</th><th scope="col">說明 Note</th></tr></thead><tbody>${cells.join('')}</tbody></table>`;
};

const operation = (method: string, path: string, op: Json): string => {
  const answers = entries(op['responses']).map(
    ([status, answer]) =>
      `<li><strong>${escape(status)}</strong> ${escape(text(answer['description']))}${schemaBlock('結構 Schema', jsonSchema(answer))}</li>`,
  );
  return `<section aria-labelledby="${escape(text(op['operationId']))}">
    <h2 id="${escape(text(op['operationId']))}"><span class="method">${escape(method.toUpperCase())}</span> <code>${escape(path)}</code></h2>
    <p>${escape(text(op['summary']))} · ${escape(text(op['description']))}</p>
    ${parameterRows(op['parameters'])}
    ${schemaBlock('請求內容 Request body', jsonSchema(op['requestBody']))}
    <h3>回應 Responses</h3><ul>${answers.join('')}</ul></section>`;
};

/** The OpenAPI document as a page to read, without a script: a pure function of the document (DOC-1). */
export const apiDocsPage = (document: Json): string => {
  const operations = entries(document['paths']).flatMap(([path, methods]) =>
    entries(methods).map(([method, op]) => operation(method, path, op)),
  );
  const [server] = Array.isArray(document['servers']) ? document['servers'].filter(isJson) : [];
  return `<!doctype html><html lang="zh-Hant-TW"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>API 介接規格 · 政府專屬短碼簡訊平臺</title>
<style>
:root{color-scheme:light dark;--ink:#17262b;--paper:#fff;--quiet:#55666c;--line:#d6dfe1;--main:#0b6470;--soft:#f2f6f7}
@media(prefers-color-scheme:dark){:root{--ink:#e4eef0;--paper:#10191c;--quiet:#a3b5ba;--line:#2c3d42;--main:#6cc6d2;--soft:#18252a}}
body{margin:0;font:16px/1.7 "Noto Sans TC","PingFang TC","Microsoft JhengHei","WenQuanYi Micro Hei",sans-serif;color:var(--ink);background:var(--paper)}
main{max-width:960px;margin:0 auto;padding:32px 20px 80px}h1{font-size:1.8rem;margin:.2em 0}h2{font-size:1.15rem;margin:0 0 .4em}
section{border-top:1px solid var(--line);padding:24px 0}.method{color:var(--main);font-weight:700}code,pre{font-family:ui-monospace,Menlo,Consolas,monospace;font-size:.9em}
pre{background:var(--soft);padding:12px;border-radius:8px;overflow:auto}table{border-collapse:collapse;width:100%}th,td{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left}
caption{text-align:left;color:var(--quiet)}summary{cursor:pointer;color:var(--main)}a{color:var(--main)}.quiet{color:var(--quiet)}
</style></head><body><main>
<h1>API 介接規格</h1>
<p class="quiet">政府專屬短碼簡訊平臺 · OpenAPI 3.1：<a href="/api/v1/openapi.json">openapi.json</a></p>
<p>以 <code>Authorization: Bearer &lt;API 金鑰&gt;</code> 驗證；只接受 UTF-8 的 JSON；時間為 ISO 8601。簡訊內容第一行須為單位／公共服務名稱。
<br>Authenticate with <code>Authorization: Bearer &lt;API key&gt;</code>; JSON in UTF-8 only; times in ISO 8601. The first line of a text must be one of the unit’s names.</p>
<pre>curl -X POST ${escape(text(server?.['url']))}/api/v1/messages \\
  -H "Authorization: Bearer $API_KEY" -H "Content-Type: application/json" -H "Idempotency-Key: 20261120-0001" \\
  -d '{"clientRef":"A0001","to":"0912000001","content":"測試公共服務平臺\\n您的申請已受理。"}'</pre>
<p>錯誤一律為 <code>application/problem+json</code>（RFC 9457），以 <code>code</code> 判斷，<code>errors[].pointer</code> 指出欄位，<code>traceId</code> 可提供客服查詢。
中文或英文依 <code>Accept-Language</code>。
<br>Errors are <code>application/problem+json</code> (RFC 9457): decide by <code>code</code>; <code>errors[].pointer</code> names the field; quote <code>traceId</code> to the service desk. Words come in the language of <code>Accept-Language</code> (zh-TW, en).</p>
${operations.join('\n')}
${codeTables()}
</main></body></html>`;
};
