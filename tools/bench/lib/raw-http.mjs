import { createConnection } from 'node:net';

const END_OF_HEAD = Buffer.from('\r\n\r\n');

/**
 * One kept-alive HTTP/1.1 connection that costs its own process almost nothing, so that a benchmark measures the server:
 * requests are written as they are, of the answer status and body are read; it must say its length. One request at a time.
 */
export class RawHttp {
  /** @param {number} port @param {string} [host] @returns {Promise<RawHttp>} */
  static connect(port, host = '127.0.0.1') {
    return new Promise((resolve, reject) => {
      const socket = createConnection({ port, host, noDelay: true }, () => resolve(new RawHttp(socket)));
      socket.once('error', reject);
    });
  }

  /** @param {import('node:net').Socket} socket */
  constructor(socket) {
    this.socket = socket;
    /** @type {Buffer} */
    this.rest = Buffer.alloc(0);
    /** @type {{ resolve: (answer: { status: number, body: string }) => void, reject: (error: Error) => void } | null} */
    this.waiting = null;
    /** Why nothing can be asked any more: a socket that is gone tells nobody who writes to it. @type {Error | null} */
    this.broken = null;
    socket.on('data', chunk => this.#read(chunk));
    socket.on('error', error => this.#fail(error));
    socket.on('close', () => this.#fail(new Error('the server closed the connection')));
  }

  /** @param {string} request whole, with head and body @returns {Promise<{ status: number, body: string }>} */
  ask(request) {
    if (this.broken) return Promise.reject(this.broken);
    return new Promise((resolve, reject) => {
      this.waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close() {
    this.waiting = null;
    this.socket.destroy();
  }

  /** @param {Buffer} chunk */
  #read(chunk) {
    this.rest = this.rest.length === 0 ? chunk : Buffer.concat([this.rest, chunk]);
    const end = this.rest.indexOf(END_OF_HEAD);
    if (end < 0) return undefined;
    const head = this.rest.toString('latin1', 0, end);
    const length = Number(/content-length: *(\d+)/i.exec(head)?.[1] ?? NaN);
    if (Number.isNaN(length))
      return this.#fail(new Error(`an answer without its length: ${head.split('\r\n')[0]}`));
    const all = end + END_OF_HEAD.length + length;
    if (this.rest.length < all) return undefined;
    const body = this.rest.toString('utf8', end + END_OF_HEAD.length, all);
    this.rest = this.rest.subarray(all);
    const { waiting } = this;
    this.waiting = null;
    return waiting?.resolve({ status: Number(head.slice(9, 12)), body });
  }

  /** @param {Error} error */
  #fail(error) {
    this.broken ??= error;
    const { waiting } = this;
    this.waiting = null;
    waiting?.reject(error);
  }
}

/**
 * @param {string} method @param {string} target path and query @param {Record<string, string>} [headers] @param {string} [body]
 * @returns {string} a request for `RawHttp`
 */
export function rawRequest(method, target, headers = {}, body = '') {
  const all = {
    host: '127.0.0.1',
    ...headers,
    ...(body && { 'content-type': 'application/json', 'content-length': String(Buffer.byteLength(body)) }),
  };
  const head = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return `${method} ${target} HTTP/1.1\r\n${head.join('')}\r\n${body}`;
}
