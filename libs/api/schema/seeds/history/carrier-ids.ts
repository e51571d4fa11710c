const EPOCH_MS = Date.UTC(2024, 0, 1);
const BLOCK = 1_000_000;

/** Ids as the carriers would have given them: sixteen digits that grow with time, in FET's case spelt in hexadecimal. */
export class CarrierIds {
  private given = 0;

  /** Never the same twice for a carrier, nor one that a carrier gives today. */
  next(network: string, at: number): string {
    const tenths = 1_000_000_000 + Math.floor((at - EPOCH_MS) / 100);
    const id = tenths * BLOCK + (this.given++ % BLOCK);
    return id.toString(network === 'FET' ? 16 : 10);
  }
}
