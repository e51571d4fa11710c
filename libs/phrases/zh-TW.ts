import { agencies } from './zh/agencies';
import { apiKeys } from './zh/api-keys';
import { batch } from './zh/batch';
import { carriers } from './zh/carriers';
import { codes, unknownCode } from './zh/codes';
import { common } from './zh/common';
import { compose } from './zh/compose';
import { field } from './zh/field';
import { home } from './zh/home';
import { laneRights } from './zh/lane-rights';
import { mail } from './zh/mail';
import { notices } from './zh/notices';
import { pages } from './zh/pages';
import { problems } from './zh/problems';
import { queue } from './zh/queue';
import { quota } from './zh/quota';
import { records } from './zh/records';
import { routing } from './zh/routing';
import { serviceLevel } from './zh/service-level';
import { retention } from './zh/retention';
import { session } from './zh/session';
import { shell } from './zh/shell';
import { states } from './zh/states';
import { ui } from './zh/ui';

/** 正體中文, the source: every other language has exactly these words. */
export const zhTW = {
  agencies,
  apiKeys,
  batch,
  carriers,
  codes,
  common,
  compose,
  field,
  home,
  laneRights,
  mail,
  notices,
  pages,
  problems,
  queue,
  quota,
  records,
  routing,
  serviceLevel,
  retention,
  session,
  shell,
  states,
  ui,
  unknownCode,
};

/** All words of one language. */
export type Words = typeof zhTW;
