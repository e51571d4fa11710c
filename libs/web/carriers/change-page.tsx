import { networkName } from '@sms111/phrases';
import { useHomeCrumb, useLanguage, useWords } from '@sms111/web/data';
import { AppLink, BlockSkeleton, FourStates, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { useParams } from 'react-router';
import { ChangesSection } from './changes-section';
import { changeQuery, type LinkChange } from './links-query';
import { WaitingChange } from './waiting-change';

/** One proposed change: to be decided about, or what became of it. The link may not be there yet. */
export const ChangePage = () => {
  const { carriers: t } = useWords();
  const { changeId = '' } = useParams();
  const query = useQuery(changeQuery(changeId));
  const change = query.data;
  return (
    <Page
      title={change ? `${t.changes.kinds[change.kind]} ${change.linkId ?? ''}`.trim() : t.changes.one}
      crumbs={[useHomeCrumb(), { name: t.title, to: '/carriers' }]}
      lead={change && <Subject change={change} />}
    >
      <FourStates query={query} skeleton={<BlockSkeleton height={320} />}>
        {shown =>
          shown.state === 'waiting' ? <WaitingChange change={shown} /> : <ChangesSection changes={[shown]} />
        }
      </FourStates>
    </Page>
  );
};

/** What it is about, with the way to the link where there is one. */
const Subject = ({ change: { carrier, linkId, kind, state } }: { readonly change: LinkChange }) => {
  const name = networkName(carrier, useLanguage());
  const isThere = linkId !== null && (kind === 'edit' || state === 'approved');
  return isThere ? (
    <>
      {name} <AppLink to={`/carriers/${linkId}`}>{linkId}</AppLink>
    </>
  ) : (
    name
  );
};
