import type { IncomingMessage, ServerResponse } from 'node:http';

/** At most this often, however much happens. */
const EVERY_MS = 500;
const KEEP_ALIVE_MS = 15_000;
/** A reader this far behind is left out until it has caught up. */
const BEHIND = 256 * 1024;

/**
 * Server-sent events for the page: the newest state, coalesced. While nobody listens nothing is made; while
 * nothing changes nothing is sent.
 */
export class EventStream {
  private readonly readers = new Set<ServerResponse>();
  private timer: NodeJS.Timeout | null = null;
  private last = '';
  private quietSince = 0;

  /** @param state what readers are told; the same text twice is sent once */
  constructor(private readonly state: () => unknown) {}

  open(request: IncomingMessage, response: ServerResponse): void {
    response.writeHead(200, {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store',
      Connection: 'keep-alive',
    });
    response.write('retry: 2000\n\n');
    this.readers.add(response);
    request.on('close', () => this.leave(response));
    response.on('error', () => this.leave(response));
    this.send(response, JSON.stringify(this.state()));
    this.timer ??= setInterval(() => this.tick(), EVERY_MS);
  }

  stop(): void {
    for (const reader of this.readers) reader.end();
    this.readers.clear();
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
  }

  private leave(response: ServerResponse): void {
    this.readers.delete(response);
    if (this.readers.size > 0 || !this.timer) return;
    clearInterval(this.timer);
    this.timer = null;
  }

  private tick(): void {
    const text = JSON.stringify(this.state());
    const now = Date.now();
    if (text !== this.last) {
      for (const reader of this.readers) this.send(reader, text);
      this.last = text;
      this.quietSince = now;
    } else if (now - this.quietSince > KEEP_ALIVE_MS) {
      for (const reader of this.readers) reader.write(': here\n\n');
      this.quietSince = now;
    }
  }

  private send(reader: ServerResponse, text: string): void {
    if (reader.writableLength < BEHIND) reader.write(`event: state\ndata: ${text}\n\n`);
  }
}
