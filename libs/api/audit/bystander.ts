/** Who is behind an event when nobody is signed in: a visitor as far as known, or the platform itself. */
export interface Bystander {
  readonly address: string | null;
  readonly traceId: string | null;
  /** Only of an account that exists: what else people type into a login field may be a password. */
  readonly login?: string;
  readonly accountId?: string;
  readonly unitId?: string;
  readonly agencyId?: string;
  readonly sessionId?: string;
}

/** The platform itself: clocks, sweeps, the first data. */
export const PLATFORM: Bystander = { address: null, traceId: null };
