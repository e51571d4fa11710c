/** What a key is for. `lookup` keys hash numbers for searching; `seal` keys encrypt. */
export type KeyPurpose = 'seal' | 'lookup';

/** A living row of `data_key`. */
export interface KeyRow {
  readonly id: number;
  readonly purpose: KeyPurpose;
  readonly agency_id: string;
  readonly month: number;
  readonly master_id: string | null;
  readonly wrapped: Buffer;
}

export const KEY_COLUMNS = 'id, purpose, agency_id, month, master_id, wrapped';

/** Ties a wrapped key to its place. */
export const placeOf = (purpose: KeyPurpose, agencyId: string, month: number): string =>
  `${purpose}/${agencyId}/${month}`;

export const placeOfRow = (row: KeyRow): string => placeOf(row.purpose, row.agency_id, row.month);
