import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { cut, frame, ID, type Frame } from './frame';

/** A carrier that does what the test says and nothing else, on real TCP. */
export class RawPeer {
  private readonly frames: Frame[] = [];
  private readonly wanting: ((frame: Frame) => void)[] = [];
  /** How many PDUs came in each piece that was read. */
  readonly reads: number[] = [];
  private rest: Buffer = Buffer.alloc(0);
  private socket: Socket | null = null;
  private readonly connection: Promise<Socket>;

  private constructor(private readonly server: Server) {
    this.connection = once(server, 'connection').then(([socket]: Socket[]) => this.attach(socket));
  }

  static async listen(): Promise<RawPeer> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new RawPeer(server);
  }

  get port(): number {
    const address: AddressInfo | string | null = this.server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    return address.port;
  }

  /** PDUs that came and were not asked for. */
  get unread(): readonly Frame[] {
    return this.frames;
  }

  /** The next PDU, whenever it comes. */
  next(): Promise<Frame> {
    const frame = this.frames.shift();
    return frame === undefined ? new Promise(resolve => this.wanting.push(resolve)) : Promise.resolve(frame);
  }

  async take(count: number): Promise<Frame[]> {
    const frames: Frame[] = [];
    while (frames.length < count) frames.push(await this.next());
    return frames;
  }

  async send(...bytes: Uint8Array[]): Promise<void> {
    (await this.connection).write(Buffer.concat(bytes));
  }

  /** Answers the bind. */
  async acceptBind(): Promise<Frame> {
    const bind = await this.next();
    await this.send(frame(ID.nack + bind.id, bind.sequence, 0, 'carrier\0'));
    return bind;
  }

  async pause(): Promise<void> {
    (await this.connection).pause();
  }
  async resume(): Promise<void> {
    (await this.connection).resume();
  }
  async end(): Promise<void> {
    (await this.connection).end();
  }
  async reset(): Promise<void> {
    (await this.connection).resetAndDestroy();
  }

  /** Whether the other side has gone, when it has. */
  async gone(): Promise<void> {
    const socket = await this.connection;
    if (!socket.destroyed) await once(socket, 'close');
  }

  async close(): Promise<void> {
    this.socket?.destroy();
    this.server.close();
    await once(this.server, 'close');
  }

  private attach(socket: Socket | undefined): Socket {
    if (socket === undefined) throw new Error('no connection');
    this.socket = socket.setNoDelay(true);
    socket.on('error', () => socket.destroy());
    socket.on('data', chunk => {
      const { frames, rest } = cut(Buffer.concat([this.rest, chunk]));
      this.rest = rest;
      this.reads.push(frames.length);
      for (const one of frames) {
        const wanting = this.wanting.shift();
        if (wanting === undefined) this.frames.push(one);
        else wanting(one);
      }
    });
    return socket;
  }
}
