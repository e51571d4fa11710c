/** A new session begins with this part of its window. */
const FIRST_SHARE = 8;

/**
 * How much of a link's window may be used. After a bind it is an eighth, and every good answer adds a place, so that a gateway
 * that has just come back is not flooded; a missing answer halves it. It depends on answers, not on time.
 */
export class SlowStart {
  private places: number;

  constructor(private readonly window: number) {
    this.places = window;
  }

  get allowed(): number {
    return this.places;
  }

  begin(): void {
    this.places = Math.max(1, Math.ceil(this.window / FIRST_SHARE));
  }

  good(): void {
    if (this.places < this.window) this.places++;
  }

  bad(): void {
    this.places = Math.max(1, Math.floor(this.places / 2));
  }
}
