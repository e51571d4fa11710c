import { Peer } from './testing/peer';
import { RawPeer, head } from './testing/raw-peer';
import { Running, portOf } from './testing/running';

const running = new Running();
afterEach(() => running.end());

describe('a session on a link', () => {
  it('binds as transceiver, transmitter and receiver, several at a time on one link', async () => {
    const simulator = await running.simulator();
    for (const kind of ['transceiver', 'transmitter', 'receiver'] as const) {
      await running.peer(simulator, 'TWM-B', kind);
    }
    const board = simulator.board().find(link => link.link === 'TWM-B');
    expect(board?.sessions).toEqual({ transceiver: 1, transmitter: 1, receiver: 1 });
    expect(simulator.counters().links['TWM-B'].binds).toBe(3);
  });

  it.each([
    [{ password: 'wrong' }, 0x0e],
    [{ system_id: 'stranger' }, 0x0d],
  ])('refuses the bind of %j with %i and closes', async (credentials, status) => {
    const simulator = await running.simulator();
    const peer = await Peer.connect(portOf(simulator, 'CHT-A'));
    const closed = peer.closed;
    const answer = await peer.bind('transceiver', credentials);
    expect(answer.command).toBe('bind_transceiver_resp');
    expect(answer.command_status).toBe(status);
    await closed;
    expect(simulator.counters().links['CHT-A'].bindsRefused).toBe(1);
  });

  it('refuses a second bind on the same connection and stays', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    expect((await peer.bind()).command_status).toBe(0x05);
    expect((await peer.submit({})).command_status).toBe(0);
  });

  it('takes nothing from a session that is not bound, or bound only to receive', async () => {
    const simulator = await running.simulator();
    const stranger = await Peer.connect(portOf(simulator, 'CHT-A'));
    expect((await stranger.submit({})).command_status).toBe(0x04);
    stranger.destroy();
    const receiver = await running.peer(simulator, 'CHT-A', 'receiver');
    expect((await receiver.submit({})).command_status).toBe(0x04);
    expect(simulator.counters().accepted).toBe(0);
  });

  it('answers enquire_link, and unbind before it closes', async () => {
    const simulator = await running.simulator();
    const peer = await running.peer(simulator);
    await new Promise(resolve => peer.session.enquire_link({}, resolve));
    const closed = peer.closed;
    const answer = await new Promise<{ command: string }>(resolve => peer.session.unbind({}, resolve));
    expect(answer.command).toBe('unbind_resp');
    await closed;
  });

  it('answers what it does not know with generic_nack and goes on', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'FET-A'));
    peer.write(Buffer.from('000000100000ABCD0000000000000007', 'hex'));
    expect(head(await peer.next())).toEqual({ command: 0x80000000, status: 0x03, sequence: 7 });
    peer.send('enquire_link', {}, 8);
    expect(head(await peer.next())).toEqual({ command: 0x80000015, status: 0, sequence: 8 });
    peer.socket.destroy();
  });

  it.each([
    ['4 GiB', 'fffffff0000000040000000000000009'],
    ['fewer octets than a header', '0000000f000000040000000000000009'],
    ['nothing', '00000000000000040000000000000009'],
  ])('closes a connection whose PDU claims %s, and no other', async (_, hex) => {
    const simulator = await running.simulator();
    const other = await running.peer(simulator);
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    peer.write(Buffer.from(hex, 'hex'));
    expect(head(await peer.next())).toEqual({ command: 0x80000000, status: 0x02, sequence: 9 });
    await peer.closed;
    expect((await other.submit({})).command_status).toBe(0);
  });

  it('waits for the other half of a PDU, octet by octet', async () => {
    const simulator = await running.simulator();
    const peer = await RawPeer.bound(portOf(simulator, 'CHT-A'));
    const pdu = Buffer.from('00000010000000150000000000000021', 'hex');
    for (const octet of pdu) peer.write(Buffer.from([octet]));
    expect(head(await peer.next()).sequence).toBe(0x21);
    peer.socket.destroy();
  });

  it('survives garbage on every link', async () => {
    const simulator = await running.simulator();
    for (const { port } of simulator.links) {
      const peer = await RawPeer.connect(port);
      peer.write(Buffer.from('GET / HTTP/1.1\r\nHost: carrier\r\n\r\n'));
      await peer.closed;
    }
    const peer = await running.peer(simulator, 'FET-B');
    expect((await peer.submit({})).command_status).toBe(0);
  });

  it('answers query_sm with the state, by the id as this carrier writes it', async () => {
    const simulator = await running.simulator();
    for (const link of ['CHT-A', 'TWM-A', 'FET-A'] as const) {
      const peer = await running.peer(simulator, link);
      const { message_id } = await peer.submit({ destination_addr: '886912349001' });
      const answer = await peer.query(message_id ?? '');
      expect(answer).toMatchObject({ command_status: 0, message_id, message_state: 5 });
      expect((await peer.query('12345')).command_status).toBe(0x67);
    }
  });

  it('says ENROUTE as long as the fate is open', async () => {
    const simulator = await running.simulator({ receiptDelayMs: 600_000 });
    const peer = await running.peer(simulator);
    const { message_id } = await peer.submit({});
    expect((await peer.query(message_id ?? '')).message_state).toBe(1);
  });
});
