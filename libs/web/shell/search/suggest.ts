import { normaliseMobile, parseBatchId, parseMessageId } from '@sms111/domain';
import type { Words } from '@sms111/phrases';
import type { NavGroup } from '../navigation/nav';

export interface Suggestion {
  readonly key: string;
  readonly label: string;
  readonly to: string;
}

const fits = (text: string, names: readonly string[]): boolean =>
  names.some(name => name.toLocaleLowerCase().includes(text));

/** Where a text may lead: a number to its records, an id to its batch or message, a name to its page. */
export const suggest = (typed: string, groups: readonly NavGroup[], w: Words): Suggestion[] => {
  const text = typed.trim().toLocaleLowerCase();
  const pages = groups.flatMap(group => group.pages);
  const pageSuggestions = pages
    .filter(({ page }) => text === '' || fits(text, [w.pages[page].name, ...w.pages[page].also]))
    .map(({ page, to }) => ({ key: to, label: w.pages[page].name, to }));
  const may = (to: string) => pages.some(page => page.to === to);
  return [...idSuggestions(text, may, w), ...pageSuggestions];
};

const idSuggestions = (text: string, may: (to: string) => boolean, w: Words): Suggestion[] => {
  const { search } = w.shell;
  if (may('/batches') && parseBatchId(text) !== null) {
    return [{ key: 'batch', label: search.batch(text), to: `/batches/${text}` }];
  }
  if (!may('/records')) return [];
  if (parseMessageId(text) !== null) {
    return [{ key: 'message', label: search.message(text), to: `/records?message=${text}` }];
  }
  const mobile = /\d/.test(text) ? normaliseMobile(text) : null;
  return mobile?.ok
    ? [{ key: 'number', label: search.records(mobile.mobile), to: `/records?number=${mobile.mobile}` }]
    : [];
};
