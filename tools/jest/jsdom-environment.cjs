const { TestEnvironment } = require('jest-environment-jsdom');

/** What browsers have and jsdom lacks, taken from Node; the router and the API client need it. */
const FROM_NODE = [
  ...['TextEncoder', 'TextDecoder', 'fetch', 'Headers', 'Request', 'Response', 'FormData', 'Blob', 'File'],
  ...['ReadableStream', 'WritableStream', 'TransformStream', 'TextDecoderStream', 'TextEncoderStream'],
  ...['BroadcastChannel', 'MessageChannel', 'MessagePort', 'structuredClone', 'performance'],
  // Not the window's own: Node's encoder makes arrays of Node's kind.
  'Uint8Array',
  'ArrayBuffer',
];

module.exports = class BrowserEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    const window = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this.global));
    const node = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
    for (const name of FROM_NODE) window[name] = node[name];
    window.crypto ??= node.crypto;
    // Components ask it for the width and the colour scheme; nothing in a test is ever narrow or dark by itself.
    window.matchMedia ??= (/** @type {string} */ media) =>
      Object.assign(new EventTarget(), {
        media,
        matches: false,
        onchange: null,
        addListener() {},
        removeListener() {},
      });
    window.ResizeObserver ??= class {
      observe() {}
      unobserve() {}
      disconnect() {}
    };
  }
};
