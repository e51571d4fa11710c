import type { Words } from './zh-TW';
import { agencies } from './en/agencies';
import { apiKeys } from './en/api-keys';
import { batch } from './en/batch';
import { carriers } from './en/carriers';
import { codes, unknownCode } from './en/codes';
import { common } from './en/common';
import { compose } from './en/compose';
import { field } from './en/field';
import { home } from './en/home';
import { laneRights } from './en/lane-rights';
import { mail } from './en/mail';
import { notices } from './en/notices';
import { pages } from './en/pages';
import { problems } from './en/problems';
import { queue } from './en/queue';
import { quota } from './en/quota';
import { records } from './en/records';
import { routing } from './en/routing';
import { serviceLevel } from './en/service-level';
import { retention } from './en/retention';
import { session } from './en/session';
import { shell } from './en/shell';
import { states } from './en/states';
import { ui } from './en/ui';

/** English: exactly the words of the source. */
export const en: Words = {
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
