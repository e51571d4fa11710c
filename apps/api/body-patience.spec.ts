import { registerBodyPatience } from '@sms111/api/platform';
import { Controller, Module, Post, Req } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import multipart from '@fastify/multipart';
import { once } from 'node:events';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { until } from './testing/until';

const BOUNDARY = 'a-boundary';
const START = `--${BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n`;
const END = `\r\n--${BOUNDARY}--\r\n`;

@Controller()
class Door {
  @Post('file')
  async file(@Req() request: { file(): Promise<{ toBuffer(): Promise<Buffer> }> }): Promise<number> {
    return (await (await request.file()).toBuffer()).length;
  }

  @Post('json')
  json(): string {
    return 'read';
  }
}

@Module({ controllers: [Door] })
class Doors {}

/** All that is answered until the connection ends. */
const saidBy = async (socket: Socket): Promise<string> => {
  let said = '';
  socket.on('data', (bytes: Buffer) => (said += bytes.toString()));
  await once(socket, 'close');
  return said;
};

const STALL_MS = 200;
const PATIENCE = { stallMs: STALL_MS, formMs: 100 * STALL_MS, otherMs: 2 * STALL_MS };

describe('the patience with bodies', () => {
  let app: NestFastifyApplication;
  let served: Socket;
  let sent = 0;
  /** Sends something and waits until the server has it. */
  const send = async (socket: Socket, text: string): Promise<void> => {
    socket.write(text);
    sent += text.length;
    await until(async () => served.bytesRead === sent);
  };
  const open = async (path: string, type: string, length: number): Promise<Socket> => {
    const { port } = app.getHttpServer().address() as AddressInfo;
    const accepted = once(app.getHttpServer(), 'connection');
    const socket = connect(port, '127.0.0.1');
    served = (await accepted)[0] as Socket;
    const begun = once(app.getHttpServer(), 'request');
    sent = 0;
    await send(
      socket,
      `POST ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: ${type}\r\nContent-Length: ${length}\r\n\r\n`,
    );
    await begun;
    return socket;
  };
  const form = (bytes: number): Promise<Socket> =>
    open('/file', `multipart/form-data; boundary=${BOUNDARY}`, START.length + bytes + END.length);
  const look = (): unknown => jest.advanceTimersByTime(STALL_MS);

  beforeAll(async () => {
    app = await NestFactory.create<NestFastifyApplication>(Doors, new FastifyAdapter(), { logger: false });
    registerBodyPatience(app, PATIENCE);
    await app.register(multipart);
    await app.listen(0, '127.0.0.1');
  });
  beforeEach(() =>
    jest.useFakeTimers({ doNotFake: ['nextTick', 'setImmediate', 'setTimeout', 'queueMicrotask'] }),
  );
  afterEach(() => jest.useRealTimers());
  afterAll(() => app.close());

  it('takes a file that comes slowly but steadily, for longer than any other body may', async () => {
    const socket = await form(5);
    const said = saidBy(socket);
    await send(socket, START);
    for (const byte of 'abcde') {
      look();
      await send(socket, byte);
    }
    await send(socket, END);
    expect(await said).toMatch(/^HTTP\/1.1 201[\s\S]*5$/);
  });

  it('cuts off a file of which nothing comes any more, with an answer', async () => {
    const socket = await form(5);
    const said = saidBy(socket);
    await send(socket, START);
    look();
    look();
    expect(await said).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('cuts off another body that only comes in drops', async () => {
    const socket = await open('/json', 'application/json', 10_000);
    const said = saidBy(socket);
    for (let drop = 0; drop < 2; drop++) {
      await send(socket, ' ');
      look();
    }
    expect(await said).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('has nothing to do with a request that was answered without being read', async () => {
    const answer = await app.inject({
      method: 'POST',
      url: '/json',
      headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
      payload: START + END,
    });
    expect(answer.statusCode).toBe(201);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('has nothing to do with a request that is read already', async () => {
    const socket = await open('/json', 'application/json', 2);
    const said = saidBy(socket);
    await send(socket, '{}');
    expect(await said).toMatch(/^HTTP\/1\.1 201/);
    expect(jest.getTimerCount()).toBe(0);
  });
});
