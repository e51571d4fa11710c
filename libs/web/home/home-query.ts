import { showHome, type ResponseOf } from '@sms111/contracts';
import { queryOf } from '@sms111/web/data';

export type Home = ResponseOf<typeof showHome>;
export type BatchLine = Home['running'][number];
export type Outcome = Home['today'];
export type DayFigure = Home['days'][number];
export type Balance = NonNullable<Home['quota']>;

const RUNNING_MS = 5_000;
const IDLE_MS = 30_000;

const homeOptions = queryOf(showHome);

/** The figures of the home page; livelier while something is being sent. */
export const homeQuery = {
  ...homeOptions,
  refetchInterval: ({ state }: { state: { data?: Home } }) =>
    (state.data?.running.length ?? 0) > 0 ? RUNNING_MS : IDLE_MS,
};
