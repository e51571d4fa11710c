/** What was done so far; written in the same transaction as the deed wherever the deed is one. */
export interface DestructionCounts {
  readonly partitions?: readonly { readonly table: string; readonly rows: number }[];
  readonly logged?: { readonly batches: number; readonly messages: number; readonly segments: number };
  readonly keys?: { readonly seal: number; readonly lookup: number; readonly idsHash: string };
  readonly batches?: number;
  readonly clientRefs?: number;
  readonly uploads?: number;
  readonly notices?: number;
  /** Rows deleted one by one where a partition had to stay: by table. */
  readonly deleted?: Readonly<Record<string, number>>;
}

export const STEPS = ['approved', 'logged', 'shredded', 'cleared', 'dropped'] as const;
export type Step = (typeof STEPS)[number];

/** A destruction that is being carried out. */
export interface DestructionRow {
  readonly id: string;
  readonly month: number;
  readonly state: Step;
  readonly spared: readonly string[];
  readonly counts: DestructionCounts;
  readonly proposed_by: string | null;
  readonly proposed_at: Date;
  readonly approved_by: string | null;
  readonly approved_at: Date | null;
  readonly shredded_at: Date | null;
}

export const DESTRUCTION_COLUMNS =
  'id, month, state, spared, counts, proposed_by, proposed_at, approved_by, approved_at, shredded_at';
