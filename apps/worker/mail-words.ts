import { NoticeWords, type MailKind, type NoticeLanguage, type NoticeParams } from '@sms111/api/notices';
import { noticeMail, signInCodeMail } from '@sms111/phrases';

/** Mails in words; the greeting's name comes with the parameters. */
export class MailWords extends NoticeWords {
  constructor(private readonly publicUrl: string) {
    super();
  }

  subject(kind: MailKind, params: NoticeParams, language: NoticeLanguage): string {
    return this.mail(kind, params, language).subject;
  }

  body(kind: MailKind, params: NoticeParams, language: NoticeLanguage): string {
    return this.mail(kind, params, language).text;
  }

  private mail(kind: MailKind, params: NoticeParams, language: NoticeLanguage) {
    const name = String(params['to'] ?? '');
    if (kind === 'sign-in-code') {
      return signInCodeMail({ name }, String(params['code']), Number(params['minutes']), language);
    }
    const page = pageOf(kind, params);
    const url = page === null ? undefined : `${this.publicUrl.replace(/\/$/, '')}${page}`;
    return noticeMail(kind, params, { name, ...(url && { url }) }, language);
  }
}

/** The page behind a mail; `null` when it has none. */
const pageOf = (kind: MailKind, params: NoticeParams): string | null => {
  if (kind === 'queue-alarm' || kind === 'resolution-proposed') return '/queue';
  if (kind === 'ported-import-stopped') return '/routing';
  if (kind === 'carrier-change-proposed') return `/carriers/changes/${params['changeId']}`;
  return params['batchId'] ? `/batches/${params['batchId']}` : null;
};
