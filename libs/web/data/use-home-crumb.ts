import { useWords } from './language';
import { useCan } from './session';

/** The first part of every breadcrumb: 首頁 for those who send, 總覽 for those who watch. */
export const useHomeCrumb = (): { readonly name: string; readonly to: string } => {
  const { pages } = useWords();
  return { name: useCan('batch.send') ? pages.home.name : pages.overview.name, to: '/' };
};
