import { USUAL_LINK_SETTINGS } from '@sms111/contracts';
import type { LinkSettings } from './links-query';

/** What the proposal of a carrier's first link begins with; its window is small until the carrier has said what it grants. */
export const FIRST_SETTINGS: LinkSettings = {
  ...USUAL_LINK_SETTINGS,
  ...{ host: '', port: 2775, systemId: '', window: 10 },
};
