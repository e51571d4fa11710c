import { showCompose } from '@sms111/contracts';
import { queryOf, useHomeCrumb, useWords } from '@sms111/web/data';
import { EmptyState, FourStates, KeyIcon, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { ComposeForm } from './compose-form';
import { ComposeSkeleton } from './compose-skeleton';

/** 網頁發送: numbers and a text, what it costs, and one button that says the deed. */
export const ComposePage = () => {
  const words = useWords();
  const query = useQuery(queryOf(showCompose));
  return (
    <Page title={words.compose.title} lead={words.compose.lead} crumbs={[useHomeCrumb()]}>
      <FourStates
        query={query}
        skeleton={<ComposeSkeleton />}
        isEmpty={({ signatures }) => signatures.length === 0}
        empty={
          <EmptyState
            icon={<KeyIcon />}
            title={words.compose.signature}
            text={words.compose.locked.noSignature}
          />
        }
      >
        {data => <ComposeForm data={data} />}
      </FourStates>
    </Page>
  );
};
