import type { Stage } from '@sms111/phrases';
import { useSearchParams } from 'react-router';
import { STAGE_ORDER } from './stages';

interface BatchPlace {
  readonly stage: Stage | null;
  readonly cursor: string | null;
  /** The message whose way is open. */
  readonly message: string | null;
}

/** Filter, page and open message of a batch as they stand in the URL. Another filter begins at the first page. */
export const useBatchPlace = () => {
  const [search, setSearch] = useSearchParams();
  const asked = search.get('stage');
  const place: BatchPlace = {
    stage: STAGE_ORDER.find(stage => stage === asked) ?? null,
    cursor: search.get('cursor'),
    message: search.get('message'),
  };
  const go = (next: Partial<BatchPlace>) => {
    const { stage, cursor, message } = { ...place, ...next };
    const params = new URLSearchParams();
    if (stage) params.set('stage', stage);
    if (cursor) params.set('cursor', cursor);
    if (message) params.set('message', message);
    setSearch(params, { preventScrollReset: true });
  };
  return { place, go };
};
