/** What can be wrong with a file of ported numbers; the words, with what to do, are in `phrases`. */
export type PortedFaultCode =
  | 'header'
  | 'columns'
  | 'number'
  | 'donor'
  | 'recipient'
  | 'network-code'
  | 'effective-at'
  | 'conflict'
  | 'empty'
  | 'too-many-rows'
  | 'too-many-later'
  | 'too-many-codes'
  | 'line-length';

export interface PortedFault {
  /** As an editor numbers it; 0 where the file as a whole is meant. */
  readonly line: number;
  readonly code: PortedFaultCode;
}

/** So many are kept and shown; the rest is counted. */
export const MOST_FAULTS = 200;

export class FaultList {
  readonly shown: PortedFault[] = [];
  count = 0;

  add(line: number, code: PortedFaultCode): void {
    this.count += 1;
    if (this.shown.length < MOST_FAULTS) this.shown.push({ line, code });
  }
}
