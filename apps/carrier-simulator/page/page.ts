import { createHash } from 'node:crypto';
import { CARRIERS } from '../carriers';
import { OUTCOMES } from '../outcomes';
import { MARKUP } from './markup';
import { SCRIPT } from './script';
import { STYLE } from './style';
import { WORDS } from './words';

/** Data for the script. `<` is written as an escape, so that no text can end the script element. */
const json = (value: unknown): string => JSON.stringify(value).replaceAll('<', '\\u003c');

const carriers = Object.fromEntries(CARRIERS.map(({ code, zh, en }) => [code, [zh, en]]));
const outcomes = OUTCOMES.map(({ suffix, receipt, state, reason, zh, en }) => ({
  suffix,
  receipt,
  state,
  zh,
  en,
  errors:
    reason === 'none'
      ? null
      : CARRIERS.map(({ code, errors }) => `${code} ${errors[reason].toString().padStart(3, '0')}`),
}));

const script = `const WORDS = ${json(WORDS)};
const CARRIERS = ${json(carriers)};
const OUTCOMES = ${json(outcomes)};
${SCRIPT}`;

const hash = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing from elsewhere, no inline code but the page's own. */
export const PAGE_POLICY = [
  "default-src 'none'",
  `script-src ${hash(script)}`,
  `style-src ${hash(STYLE)}`,
  "connect-src 'self'",
  'img-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** The whole page in one document. */
export const PAGE = `<!doctype html>
<html lang="zh-Hant-TW" data-theme="light">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>電信模擬器</title>
<link rel="icon" href="data:,">
<style>${STYLE}</style>
</head>
<body>${MARKUP}<script>${script}</script>
</body>
</html>
`;
