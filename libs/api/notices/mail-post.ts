import { Config } from '@sms111/api/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { createTransport, type Transporter } from 'nodemailer';

export interface Mail {
  readonly to: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly language: string;
  /** Same for every try, so that a mail system can drop a second copy. */
  readonly messageId: string;
}

/** A server that hangs must not outlast the lease of what is being sent. */
const PATIENCE = { connectionTimeout: '10000', greetingTimeout: '10000', socketTimeout: '20000' };
const CONNECTIONS = 4;

const transportOf = (smtpUrl: string): Transporter => {
  const url = new URL(smtpUrl);
  const settings = { pool: 'true', maxConnections: String(CONNECTIONS), ...PATIENCE };
  for (const [name, value] of Object.entries(settings)) {
    if (!url.searchParams.has(name)) url.searchParams.set(name, value);
  }
  return createTransport(url.toString());
};

/** The mail server of `SMTP_URL`. */
@Injectable()
export class MailPost implements OnApplicationShutdown {
  private readonly transport: Transporter | null;
  private readonly from: string;

  constructor(config: Config) {
    const url = config.get('SMTP_URL');
    this.transport = url ? transportOf(url) : null;
    this.from = config.get('MAIL_FROM');
  }

  /** Without a mail server nothing is claimed: mails wait until there is one. */
  get open(): boolean {
    return this.transport !== null;
  }

  /** Hands a mail over; throws when the server did not take it. */
  async send({ to, subject, text, language, messageId }: Mail): Promise<void> {
    if (!this.transport) throw new Error('no mail server is set');
    await this.transport.sendMail({
      from: this.from,
      to,
      subject,
      text,
      messageId,
      headers: { 'Content-Language': language, 'Auto-Submitted': 'auto-generated' },
    });
  }

  onApplicationShutdown(): void {
    this.transport?.close();
  }
}

/** What went wrong, without the server's sentence: that may hold the recipient's address. */
export const mailFault = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name;
  const answer =
    'responseCode' in error && typeof error.responseCode === 'number' ? ` ${error.responseCode}` : '';
  return `${code}${answer}`;
};
