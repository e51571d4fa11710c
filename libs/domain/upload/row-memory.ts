import { type Hash64, hashText, Seen } from './seen';

/** Which rows came before, compactly: a million rows take some 75 MB. */
export class RowMemory {
  private readonly numbers = new Seen();
  private readonly messages = new Seen();
  private readonly refs = new Seen();

  /** The first accepted row with the same number and text, else with the same number; 0 when there is none. */
  earlier(mobile: string, text: Hash64): { sameMessage: number; sameNumber: number } {
    const number = Number(mobile);
    return {
      sameMessage: this.messages.lineOf((text.high ^ number) >>> 0, text.low),
      sameNumber: this.numbers.lineOf(number, 0),
    };
  }

  accept(mobile: string, text: Hash64, line: number): void {
    const number = Number(mobile);
    this.numbers.note(number, 0, line);
    this.messages.note((text.high ^ number) >>> 0, text.low, line);
  }

  /** The first row, accepted or not, with this own number; 0 when this is the first. */
  noteRef(ref: string, line: number): number {
    const { high, low } = hashText(ref);
    const first = this.refs.lineOf(high, low);
    if (first === 0) this.refs.note(high, low, line);
    return first;
  }
}
