/**
 * Turns every way in which we may be told to stop into one AbortSignal: Ctrl-C, a signal, a word from dev.mjs,
 * or its death (the channel closes).
 * @returns {AbortSignal}
 */
export function untilToldToStop() {
  const controller = new AbortController();
  let toldAt = 0;
  const stop = () => {
    // One Ctrl-C arrives twice: from the terminal and from npm. A second one later means: now.
    if (toldAt > 0 && Date.now() - toldAt > 1500) process.exit(130);
    toldAt ||= Date.now();
    controller.abort(new Error('told to stop'));
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
  process.on('message', message => message === 'stop' && stop());
  process.once('disconnect', stop);
  // The channel alone must not keep a finished run alive.
  process.channel?.unref();
  return controller.signal;
}

/** @param {AbortSignal} signal @returns {Promise<void>} */
export const aborted = signal =>
  new Promise(resolve => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
