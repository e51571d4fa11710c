const { TestEnvironment } = require('jest-environment-jsdom');

/**
 * What browsers have and jsdom lacks, taken from Node; the router and the API client need it. Blob, File and
 * FormData stay those of jsdom: its file fields and its XMLHttpRequest know no others. MessageChannel is left out:
 * Node's keeps the process alive.
 */
const FROM_NODE = [
  ...['TextEncoder', 'TextDecoder', 'fetch', 'Headers', 'Request', 'Response', 'structuredClone'],
  ...['ReadableStream', 'WritableStream', 'TransformStream', 'TextDecoderStream', 'TextEncoderStream'],
  // Not the window's own, for Node's encoder and fetch know only those of their kind.
  ...['Uint8Array', 'ArrayBuffer', 'AbortController', 'AbortSignal'],
];

module.exports = class BrowserEnvironment extends TestEnvironment {
  /** @override */
  async setup() {
    await super.setup();
    const window = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (this.global));
    const node = /** @type {Record<string, unknown>} */ (/** @type {unknown} */ (globalThis));
    for (const name of FROM_NODE) window[name] = node[name];
    window.crypto ??= node.crypto;
    const { Blob, EventTarget: Target, FileReader } = this.global;
    const { addEventListener } = Target.prototype;
    // jsdom takes only signals of its own; these are Node's.
    /** @param {string} type @param {EventListener} listener @param {boolean | AddEventListenerOptions} [options] */
    Target.prototype.addEventListener = function add(type, listener, options) {
      if (typeof options !== 'object' || !options.signal)
        return addEventListener.call(this, type, listener, options);
      const { signal, ...others } = options;
      if (signal.aborted) return undefined;
      signal.addEventListener('abort', () => this.removeEventListener(type, listener, others), {
        once: true,
      });
      return addEventListener.call(this, type, listener, others);
    };
    Blob.prototype.arrayBuffer ??= async function arrayBuffer() {
      const reader = new FileReader();
      await new Promise((resolve, reject) => {
        reader.onload = resolve;
        reader.onerror = () => reject(reader.error);
        reader.readAsArrayBuffer(this);
      });
      return /** @type {ArrayBuffer} */ (reader.result);
    };
    Blob.prototype.text ??= async function text() {
      return new TextDecoder().decode(await this.arrayBuffer());
    };
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
