import type { Endpoint } from '@sms111/contracts';
import { queryOptions } from '@tanstack/react-query';
import type { z } from 'zod';
import { callWith } from './call';
import type { InputArgument } from './input';

/**
 * A query of TanStack Query for an endpoint: its key is the endpoint's id and the input. Spread it to add options:
 * `useQuery({ ...queryOf(showBatch, input), refetchInterval: 2000 })`. A refetch (polling, focus) is a background
 * call: only a first look counts as activity of the person.
 */
export const queryOf = <P extends z.ZodType, Q extends z.ZodType, B extends z.ZodType, R extends z.ZodType>(
  endpoint: Endpoint<P, Q, B, R>,
  ...input: InputArgument<P, Q, B>
) =>
  queryOptions<z.output<R>>({
    queryKey: [endpoint.id, input[0] ?? {}],
    queryFn: ({ signal, client, queryKey }) => {
      const background = client.getQueryData(queryKey) !== undefined;
      return callWith(endpoint, input[0] ?? {}, { signal, background });
    },
  });
