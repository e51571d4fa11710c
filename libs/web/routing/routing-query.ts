import {
  listOverrides,
  listPortedImports,
  listSnapshots,
  showRouting,
  type ResponseOf,
} from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';
import type { QueryClient } from '@tanstack/react-query';

export type Overview = ResponseOf<typeof showRouting>;
export type Snapshot = NonNullable<Overview['snapshot']>;
export type PortedImport = ResponseOf<typeof listPortedImports>['items'][number];
export type NumberOverride = ResponseOf<typeof listOverrides>['items'][number];

const RUNNING_MS = 1_000;
const QUIET_MS = 15_000;

export const isRunning = ({ state }: PortedImport): boolean =>
  state === 'receiving' || state === 'waiting' || state === 'reading' || state === 'building';

export const overviewQuery = queryOf(showRouting);

/** Asked often while a file is being read, else now and then: somebody else may import too. */
export const importsQuery = {
  ...queryOf(listPortedImports),
  refetchInterval: ({ state }: { state: { data?: ResponseOf<typeof listPortedImports> | undefined } }) =>
    state.data?.items.some(isRunning) ? RUNNING_MS : QUIET_MS,
};

/** After a change of what numbers are routed by. */
export const refreshRouting = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [showRouting, listSnapshots, listOverrides, listPortedImports].map(({ id }) =>
      client.invalidateQueries({ queryKey: [id] }),
    ),
  );
