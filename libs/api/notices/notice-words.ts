import type { noticeKind } from '@sms111/contracts';
import type { z } from 'zod';

/** What a person is told of, in the application and by mail. */
export type NoticeKind = z.output<typeof noticeKind>;
/** What goes by mail; a sign-in code is mail only. Its params: `code`, `minutes`. */
export type MailKind = NoticeKind | 'sign-in-code';
export type NoticeParams = Readonly<Record<string, string | number>>;
export type NoticeLanguage = 'zh-TW' | 'en';

/**
 * Puts a mail into words. Given by the process, so that this room stays without texts. Besides the kind's own
 * parameters there is `to`, the recipient's name.
 */
export abstract class NoticeWords {
  abstract subject(kind: MailKind, params: NoticeParams, language: NoticeLanguage): string;
  /** Plain text, lines separated by `\n`. */
  abstract body(kind: MailKind, params: NoticeParams, language: NoticeLanguage): string;
}
