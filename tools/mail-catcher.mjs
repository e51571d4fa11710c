/**
 * A process for development and tests: takes every mail that the platform sends and shows it, together with the
 * authenticator codes of the demo accounts, so that a visitor can sign in without a telephone.
 * MAIL_PORT (page), SMTP_PORT, DEMO_ACCOUNTS_FILE. Listens on loopback only.
 */
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';
import { currentCodes } from './mail-catcher/codes.mjs';
import { Mailbox } from './mail-catcher/mailbox.mjs';
import { languageOf, page } from './mail-catcher/page.mjs';

const HOST = '127.0.0.1';
const { MAIL_PORT, SMTP_PORT, DEMO_ACCOUNTS_FILE } = process.env;
const mailbox = new Mailbox(200);

const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  disableReverseLookup: true,
  logger: false,
  onData: (stream, session, callback) => {
    const to = session.envelope.rcptTo.map(recipient => recipient.address);
    buffer(stream)
      .then(raw => mailbox.put(raw, to))
      .then(() => callback(), callback);
  },
});

/** @param {import('node:http').IncomingMessage} request @param {import('node:http').ServerResponse} response */
async function answer(request, response) {
  const url = new URL(request.url ?? '/', `http://${HOST}`);
  const json = (/** @type {unknown} */ body) => {
    response.writeHead(200, {
      'content-type': 'application/json; charset=utf-8',
      'cache-control': 'no-store',
    });
    response.end(JSON.stringify(body));
  };
  // A page elsewhere must not read codes through a name that it lets point here.
  if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? ''))
    return void response.writeHead(421).end();
  if (url.pathname === '/api/mails') {
    return json(
      mailbox.list({ to: url.searchParams.get('to'), after: Number(url.searchParams.get('after')) }),
    );
  }
  if (url.pathname === '/api/codes') return json(await currentCodes(DEMO_ACCOUNTS_FILE));
  if (url.pathname !== '/') return void response.writeHead(404).end();

  const nonce = randomBytes(16).toString('base64');
  const policy = `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  response.writeHead(200, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': policy,
    'cache-control': 'no-store',
  });
  const language = languageOf(url.searchParams.get('lang'), request.headers['accept-language'] ?? '');
  response.end(
    page({ language, nonce, mails: mailbox.list(), codes: await currentCodes(DEMO_ACCOUNTS_FILE) }),
  );
}

const web = createServer((request, response) => {
  answer(request, response).catch(error => {
    console.error(error);
    response.writeHead(500).end();
  });
});

await Promise.all([
  new Promise(resolve => web.listen(Number(MAIL_PORT), HOST, () => resolve(undefined))),
  new Promise(resolve => smtp.listen(Number(SMTP_PORT), HOST, () => resolve(undefined))),
]);
smtp.on('error', error => console.error(error));
process.stdout.write(
  `${JSON.stringify({ ready: true, port: Number(MAIL_PORT), smtpPort: Number(SMTP_PORT) })}\n`,
);

for (const signal of ['SIGTERM', 'disconnect']) process.once(signal, () => process.exit());
