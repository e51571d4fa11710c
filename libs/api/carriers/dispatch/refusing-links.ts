import type { SubmitResult } from '@sms111/api/messages';
import type { HeldLink } from '../held-link';
import type { LinkKeeper, Reserved } from '../link-keeper';
import type { Ready } from './range-loader';

/** Messages remembered: more than are ever due again within the longest back-off. */
const MOST = 65_536;

/** Messages, and the slots of a link that were taken for them. */
export interface Share {
  readonly link: HeldLink;
  readonly slots: number;
  readonly chosen: readonly Ready[];
}

/** Which link refused a message for now: the next attempt goes by another one of its carrier, where there is room. */
export class RefusingLinks {
  private readonly byMessage = new Map<string, string>();

  /** What came of messages that a link was given. */
  note(link: string, results: readonly Pick<SubmitResult, 'batch' | 'seq' | 'outcomes'>[]): void {
    for (const result of results) {
      if (result.outcomes.some(outcome => outcome.kind === 'refused' && !outcome.permanent)) {
        this.byMessage.set(keyOf(result), link);
      } else if (this.byMessage.size > 0) this.byMessage.delete(keyOf(result));
    }
    for (const eldest of this.byMessage.keys()) {
      if (this.byMessage.size <= MOST) return;
      this.byMessage.delete(eldest);
    }
  }

  /** Of what a link was chosen for, gives to another what it refused before; as much as finds room there. */
  around(
    links: Pick<LinkKeeper, 'reserveOther'>,
    { link, slots }: Reserved,
    chosen: readonly Ready[],
  ): readonly Share[] {
    const refused = new Set(
      this.byMessage.size === 0
        ? []
        : chosen.filter(message => this.byMessage.get(keyOf(message)) === link.link.id),
    );
    const [first] = refused;
    const other = first && links.reserveOther(link, slotsOf([...refused]), first.texts.length);
    if (!other) return [{ link, slots, chosen }];
    const moved = new Set<Ready>();
    let left = other.slots;
    for (const message of refused) {
      if (message.texts.length > left) break;
      left -= message.texts.length;
      moved.add(message);
    }
    const freed = other.slots - left;
    other.link.slots.give(left);
    link.slots.give(freed);
    return [
      { link, slots: slots - freed, chosen: chosen.filter(message => !moved.has(message)) },
      { link: other.link, slots: freed, chosen: [...moved] },
    ];
  }
}

const keyOf = ({ batch, seq }: { readonly batch: number; readonly seq: number }): string => `${batch}/${seq}`;

const slotsOf = (messages: readonly Ready[]): number =>
  messages.reduce((sum, { texts }) => sum + texts.length, 0);
