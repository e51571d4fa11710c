import { systemClock } from './clock';
import { ClientSession } from './client-session';
import type { Session, SessionHandlers, SessionOptions } from './session-types';

const MAX_WINDOW = 16_384;

/**
 * Connects, binds, and keeps the session until it ends; everything that happens is told to `handlers`,
 * nothing is thrown. Throws a RangeError for settings that mean nothing.
 */
export function openSession(options: SessionOptions, handlers: SessionHandlers): Session {
  const settings = {
    responseTimeoutMs: 10_000,
    enquireLinkMs: 30_000,
    idleTimeoutMs: 90_000,
    bindTimeoutMs: 10_000,
    deliverWindow: 2_048,
    tickMs: 100,
    clock: systemClock,
    ...options,
  };
  const { window, rate = 1, deliverWindow, tickMs } = settings;
  refuse('window', Number.isInteger(window) && window >= 1 && window <= MAX_WINDOW);
  refuse('rate', rate >= 1);
  refuse('deliverWindow', deliverWindow >= 1);
  refuse('tickMs', tickMs >= 1);
  return new ClientSession(settings, handlers);
}

function refuse(name: string, isGood: boolean): void {
  if (!isGood) throw new RangeError(`${name} is out of range`);
}
