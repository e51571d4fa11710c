import type { Log } from '../log/log';
import { Db, openPool } from './db';

/** The database for a program that needs nothing else of the platform; close it at the end. It has no units of work. */
export const openDb = (url: string, log: Log): Db => {
  const pool = () => openPool(url, 1, log);
  const noEntities = () => {
    throw new Error('this program has no entities');
  };
  return new Db({ main: pool(), aside: pool(), byKey: pool() }, noEntities, log);
};
