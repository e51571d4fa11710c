import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { EmptyState } from '../feedback/empty-state';
import { FourStates } from '../feedback/four-states';
import { BlockSkeleton } from '../feedback/skeletons';
import { Section } from '../layout/section';
import { Pager } from './pager';

interface ListPage<Item> {
  readonly items: readonly Item[];
  readonly next: string | null;
}

interface PagedSectionProps<Item> {
  readonly title: string;
  readonly query: UseQueryResult<ListPage<Item>>;
  readonly icon: ReactNode;
  readonly words: Record<'none' | 'noneHelp' | 'noneFiltered' | 'noneFilteredHelp', string>;
  readonly filtered: boolean;
  readonly cursor: string | null;
  readonly onPage: (cursor: string | null) => void;
  /** The table of what is on the page. */
  readonly children: (items: readonly Item[], busy: boolean) => ReactNode;
}

/** A list that is read page by page, in all its states. */
export const PagedSection = <Item,>(props: PagedSectionProps<Item>) => {
  const { title, query, icon, words: t, filtered, cursor, onPage, children } = props;
  const empty = filtered ? (
    <EmptyState icon={icon} title={t.noneFiltered} text={t.noneFilteredHelp} />
  ) : (
    <EmptyState icon={icon} title={t.none} text={t.noneHelp} />
  );
  return (
    <Section title={title} flush>
      <FourStates
        query={query}
        skeleton={<BlockSkeleton height={320} />}
        isEmpty={({ items }) => items.length === 0}
        empty={empty}
      >
        {({ items, next }) => (
          <>
            {children(items, query.isPlaceholderData)}
            <Pager shown={items.length} next={next} later={cursor !== null} onPage={onPage} />
          </>
        )}
      </FourStates>
    </Section>
  );
};
