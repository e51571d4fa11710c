import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ErrorPanel } from './error-panel';
import { LoadingRegion, TableSkeleton } from './skeletons';

interface FourStatesProps<Data> {
  readonly query: Pick<UseQueryResult<Data>, 'data' | 'error' | 'isPending' | 'isFetching' | 'refetch'>;
  /** The shape of what comes; rows of a table where nothing is said. */
  readonly skeleton?: ReactNode;
  readonly isEmpty?: (data: Data) => boolean;
  /** What will stand here, and the first step: an `EmptyState`. */
  readonly empty?: ReactNode;
  readonly children: (data: Data) => ReactNode;
}

/** Loading, error, empty, ready: what a page shows of a query. Data that is there stays while it is fetched anew. */
export const FourStates = <Data,>({ query, skeleton, isEmpty, empty, children }: FourStatesProps<Data>) => {
  const { data } = query;
  if (data !== undefined) return isEmpty?.(data) && empty !== undefined ? empty : children(data);
  if (query.error) {
    return (
      <ErrorPanel error={query.error} onRetry={() => void query.refetch()} retrying={query.isFetching} />
    );
  }
  return <LoadingRegion>{skeleton ?? <TableSkeleton />}</LoadingRegion>;
};
