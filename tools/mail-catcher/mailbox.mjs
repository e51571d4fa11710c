import PostalMime from 'postal-mime';

/**
 * @typedef {{ id: number, at: string, from: string, to: string[], subject: string, text: string, html: string }} Mail
 *   `at`: ISO 8601; `to`: the addresses of the envelope, in lower case
 */

/** The last mails that were sent, newest first; older ones are forgotten. */
export class Mailbox {
  /** @param {number} limit */
  constructor(limit) {
    this.limit = limit;
    /** @type {Mail[]} */
    this.mails = [];
    this.count = 0;
  }

  /** @param {Buffer} raw @param {string[]} to */
  async put(raw, to) {
    const { from, subject, text, html } = await PostalMime.parse(raw);
    const id = ++this.count;
    const sender = from ? [from.name, from.address && `<${from.address}>`].filter(Boolean).join(' ') : '';
    const mail = {
      id,
      at: new Date().toISOString(),
      from: sender,
      to: to.map(address => address.toLowerCase()),
      subject: subject ?? '',
      text: text ?? '',
      html: html ?? '',
    };
    this.mails.unshift(mail);
    this.mails.length = Math.min(this.mails.length, this.limit);
  }

  /**
   * @param {{ to?: string | null, after?: number }} [filter] one recipient; only mails with a greater id
   * @returns {Mail[]}
   */
  list({ to, after = 0 } = {}) {
    const wanted = to?.toLowerCase();
    return this.mails.filter(mail => mail.id > after && (!wanted || mail.to.includes(wanted)));
  }
}
