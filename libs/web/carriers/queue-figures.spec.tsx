import type { Permission } from '@sms111/domain';
import { renderPage, sampleSession } from '@sms111/web/testing';
import { screen } from '@testing-library/react';
import { QueueFigures } from './queue-figures';
import { NO_QUEUE } from './testing/samples';

describe('what waits, above the board', () => {
  const open = (may: Permission[]) =>
    renderPage(<QueueFigures queue={{ ...NO_QUEUE, unconfirmed: 3 }} />, { session: sampleSession(may) });
  const place = () => screen.getByRole('link', { name: /結果待確認/ }).getAttribute('href');

  it('leads whoever settles what is in doubt to where that is done', () => {
    open(['carrier.view', 'queue.view']);
    expect(place()).toBe('/queue');
  });

  it('leads others to the records', () => {
    open(['carrier.view']);
    expect(place()).toBe('/records?state=unconfirmed');
  });
});
