/** What in a link's own settings lets no session begin; shown on the board in the place of a carrier's answer. */
export type LinkFault = 'certificate-unreadable' | 'password-unreadable';

/** A link cannot be opened as it is set; nothing was said to its carrier. */
export class UnusableLink extends Error {
  constructor(readonly fault: LinkFault) {
    super(fault);
  }
}
