import { extendSession, showSession } from '@sms111/contracts';
import { connection, useMaybeSession } from '@sms111/web/data';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { act, screen } from '@testing-library/react';
import { remainingOf } from './remaining';
import { SessionWatch } from './session-watch';

const endingIn = (seconds: number, absoluteSeconds = 8 * 3600) =>
  sampleSession([], {
    idleEndsAt: new Date(Date.now() + seconds * 1000).toISOString(),
    absoluteEndsAt: new Date(Date.now() + absoluteSeconds * 1000).toISOString(),
  });

const Watched = () => (useMaybeSession() ? <SessionWatch /> : <p>signed out</p>);

/** A session that was opened elsewhere: nothing was done here yet. */
const open = (session: ReturnType<typeof endingIn>, server: FakeServer) => {
  const page = renderPage(<Watched />, { session, server });
  act(() => {
    connection.lastActivity = 0;
  });
  return page;
};

beforeEach(() => jest.useFakeTimers({ advanceTimers: true, now: Date.now() }));
afterEach(() => jest.useRealTimers());

const pass = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * 1000));

describe('remainingOf', () => {
  it('counts from what was done here since the server last said', () => {
    const session = endingIn(10);
    connection.lastActivity = Date.now();
    expect(remainingOf(session, Date.now()).seconds).toBeCloseTo(900, -1);
    connection.lastActivity = 0;
    expect(remainingOf(session, Date.now()).seconds).toBeLessThanOrEqual(10);
  });

  it('never goes beyond the longest time of a session', () => {
    connection.lastActivity = Date.now();
    expect(remainingOf(endingIn(900, 60), Date.now())).toMatchObject({ absolute: true });
  });
});

describe('SessionWatch', () => {
  it('is silent while there is time, warns two minutes before the end, and goes on if asked to', async () => {
    const server = new FakeServer()
      .on(extendSession, () => endingIn(900))
      .on(showSession, () => endingIn(60));
    const { user } = open(endingIn(130), server);
    expect(screen.queryByRole('alertdialog')).toBeNull();
    await pass(12);
    expect(screen.getByRole('alertdialog', { name: '即將自動登出' })).toBeTruthy();
    expect(document.activeElement).toBe(screen.getByRole('button', { name: '繼續使用' }));
    await user.click(screen.getByRole('button', { name: '繼續使用' }));
    await pass(1);
    expect(server.calls(extendSession)).toHaveLength(1);
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('asks the server while it warns: another tab may have gone on', async () => {
    const server = new FakeServer().on(showSession, () => endingIn(900));
    open(endingIn(100), server);
    await pass(1);
    expect(screen.getByRole('alertdialog')).toBeTruthy();
    await pass(12);
    expect(server.calls(showSession)[0]?.headers.get('x-background')).toBe('1');
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('leaves when the server says that it is over', async () => {
    open(
      endingIn(15),
      new FakeServer().on(showSession, () => refuse('not-signed-in')),
    );
    await pass(25);
    expect(screen.getByText('signed out')).toBeTruthy();
  });
});
