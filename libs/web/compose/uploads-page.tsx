import Box from '@mui/material/Box';
import { showCompose } from '@sms111/contracts';
import { queryOf, useHomeCrumb, useWords } from '@sms111/web/data';
import { BlockSkeleton, EmptyState, FourStates, KeyIcon, Page } from '@sms111/web/ui';
import { useQuery } from '@tanstack/react-query';
import { ChooseFile } from './upload/choose-file';
import { UnsentUploads } from './upload/unsent-uploads';

/** 整批上傳: a file is chosen here, and those that are not sent yet are found again. */
export const UploadsPage = () => {
  const { compose } = useWords();
  const query = useQuery(queryOf(showCompose));
  return (
    <Page title={compose.upload.title} lead={compose.upload.lead} crumbs={[useHomeCrumb()]}>
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        <FourStates
          query={query}
          skeleton={<BlockSkeleton height={460} />}
          isEmpty={({ signatures }) => signatures.length === 0}
          empty={
            <EmptyState icon={<KeyIcon />} title={compose.signature} text={compose.locked.noSignature} />
          }
        >
          {data => <ChooseFile data={data} />}
        </FourStates>
        <UnsentUploads />
      </Box>
    </Page>
  );
};
