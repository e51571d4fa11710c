import type { AnyEndpoint } from '@sms111/contracts';
import { connection } from './connection';

/** Headers of a call. `background` calls (polling) do not lengthen the session. */
export const headersOf = (endpoint: AnyEndpoint, background = false): Record<string, string> => ({
  Accept: 'application/json, application/problem+json',
  'Accept-Language': connection.language,
  ...(endpoint.method !== 'GET' && connection.csrfToken && { 'X-CSRF-Token': connection.csrfToken }),
  ...(background && { 'X-Background': '1' }),
});

/** Learns what an answer tells besides its body. */
export const noteAnswer = (answeredAt: string | null, background: boolean): void => {
  const server = answeredAt ? Date.parse(answeredAt) : Number.NaN;
  if (!Number.isNaN(server)) connection.clockOffset = server - Date.now();
  if (!background) connection.lastActivity = Date.now();
};
