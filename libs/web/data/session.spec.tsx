import { listSessions, showSession } from '@sms111/contracts';
import { FakeServer, refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { screen, waitFor } from '@testing-library/react';
import { useQuery } from '@tanstack/react-query';
import { connection } from './connection';
import { queryOf } from './query-of';
import { sessionQuery, useCan, useMaybeSession } from './session';

const Probe = () => {
  useQuery(queryOf(listSessions));
  return <p>{useMaybeSession()?.account.name ?? 'nobody'}</p>;
};
const Right = () => <p>{useCan('batch.send') ? 'may send' : 'may not send'}</p>;

describe('session', () => {
  it('asks the server who is signed in, without lengthening the session', async () => {
    const server = new FakeServer().on(showSession, sampleSession()).on(listSessions, { items: [] });
    renderPage(<Probe />, { server });
    expect(await screen.findByText('王小明')).toBeTruthy();
    expect(server.calls(showSession)[0]?.headers.get('x-background')).toBe('1');
    expect(connection.csrfToken).toBe('csrf-token');
  });

  it('is nobody when the server says so', async () => {
    const server = new FakeServer().on(showSession, () => refuse('not-signed-in'));
    const { client } = renderPage(<Probe />, { server: server.on(listSessions, { items: [] }) });
    await waitFor(() => expect(client.getQueryData(sessionQuery.queryKey)).toBeNull());
  });

  it('is over, and forgets all that was seen, when any call finds nobody signed in', async () => {
    const server = new FakeServer().on(listSessions, () => refuse('not-signed-in'));
    const { client } = renderPage(<Probe />, { session: sampleSession(), server });
    expect(await screen.findByText('nobody')).toBeTruthy();
    expect(connection.csrfToken).toBeNull();
    expect(connection.closed).toBe('by-time');
    expect(client.getQueryCache().findAll({ queryKey: ['home.show'] })).toEqual([]);
  });

  it('asks for a right, not for a role', () => {
    renderPage(<Right />, { session: sampleSession(['batch.send']) });
    expect(screen.getByText('may send')).toBeTruthy();
  });
});
