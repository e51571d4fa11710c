import Box from '@mui/material/Box';
import { showCompose, showUpload } from '@sms111/contracts';
import { queryOf, TONES, useHomeCrumb, useWords } from '@sms111/web/data';
import {
  BlockSkeleton,
  EmptyState,
  FourStates,
  HandedIcon,
  Page,
  Section,
  StatusBadge,
} from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import Button from '@mui/material/Button';
import { Link, useParams } from 'react-router';
import { CheckedUpload } from './upload/checked-upload';
import { CheckingPanel } from './upload/checking-panel';
import { FileFacts, type Upload } from './upload/file-facts';
import { RefusedPanel } from './upload/refused-panel';
import { DiscardButton } from './upload/upload-actions';

const EVERY_SECOND = 1_000;

const Skeleton = () => (
  <Box sx={{ display: 'grid', gap: 3 }}>
    <BlockSkeleton height={120} />
    <BlockSkeleton height={220} />
    <BlockSkeleton height={420} />
  </Box>
);

/** What the page shows depends on how far the file is. */
const UploadBody = ({ upload }: { upload: Upload }) => {
  const { upload: words } = useWords().compose;
  const compose = useQuery(queryOf(showCompose));
  const signature = compose.data?.signatures.find(({ id }) => id === upload.signatureId)?.name ?? '';
  switch (upload.state) {
    case 'checking':
      return (
        <Box sx={{ display: 'grid', gap: 3 }}>
          <CheckingPanel upload={upload} />
          <Section title={words.facts.title}>
            <FileFacts upload={upload} signature={signature} />
          </Section>
        </Box>
      );
    case 'refused':
      return (
        <Box sx={{ display: 'grid', gap: 3 }}>
          <RefusedPanel upload={upload} />
          <Section title={words.facts.title}>
            <FileFacts upload={upload} signature={signature} />
          </Section>
        </Box>
      );
    case 'sent':
      return (
        <EmptyState
          icon={<HandedIcon />}
          title={words.sentTitle}
          text={upload.fileName}
          action={
            <Button
              component={Link}
              to={upload.batchId === null ? '/batches' : `/batches/${upload.batchId}`}
              variant="contained"
            >
              {words.toBatch}
            </Button>
          }
        />
      );
    default:
      return (
        <FourStates query={compose} skeleton={<Skeleton />}>
          {data => <CheckedUpload key={upload.id} upload={upload} data={data} />}
        </FourStates>
      );
  }
};

/** One uploaded file, from reading it to sending it. It may be left at any time and found again. */
export const UploadPage = () => {
  const words = useWords();
  const { uploadId = '' } = useParams();
  const query = useQuery({
    ...queryOf(showUpload, { params: { uploadId } }),
    refetchInterval: ({ state }) => (state.data?.state === 'checking' ? EVERY_SECOND : false),
  });
  const upload = query.data;
  return (
    <Page
      title={upload?.fileName ?? words.pages.upload.name}
      tabTitle={words.pages.upload.name}
      crumbs={[useHomeCrumb(), { name: words.pages.uploads.name, to: '/uploads' }]}
      aside={
        upload ? (
          <StatusBadge
            size="large"
            tone={TONES.upload[upload.state]}
            label={words.states.upload[upload.state]}
          />
        ) : null
      }
      action={upload && upload.state !== 'sent' ? <DiscardButton uploadId={upload.id} /> : null}
    >
      <FourStates query={query} skeleton={<Skeleton />}>
        {data => <UploadBody upload={data} />}
      </FourStates>
    </Page>
  );
};
