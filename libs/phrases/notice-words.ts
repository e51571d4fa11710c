import type { Language } from './format';
import type { NoticeKind, Params } from './kinds';
import { words } from './words';

/** A notice in the app: a title and one sentence. */
export const noticeWords = (
  kind: NoticeKind,
  params: Params,
  language: Language,
): { readonly title: string; readonly text: string } => {
  const phrase = words(language).notices.kinds[kind];
  return { title: phrase.title(params), text: phrase.text(params) };
};

/** The same notice as a mail; `url` is the page behind it, where there is one. */
export const noticeMail = (
  kind: NoticeKind,
  params: Params,
  to: { readonly name: string; readonly url?: string },
  language: Language,
): { readonly subject: string; readonly text: string } => {
  const { title, text } = noticeWords(kind, params, language);
  const { mail } = words(language).notices;
  const lines = [
    mail.greeting(to.name),
    '',
    title,
    text,
    ...(to.url ? ['', mail.link(to.url)] : []),
    '',
    mail.footer,
  ];
  return { subject: mail.subject(title), text: lines.join('\n') };
};

/** The mail with a sign-in code. */
export const signInCodeMail = (
  to: { readonly name: string },
  code: string,
  minutes: number,
  language: Language,
): { readonly subject: string; readonly text: string } => {
  const { signInCode } = words(language).mail;
  return { subject: signInCode.subject, text: signInCode.text(to.name, code, minutes) };
};
