import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { Section } from '@sms111/web/ui';
import { useRef } from 'react';
import type { ComposeData } from '../bill/deed';
import { CarriersBar } from './carriers-bar';
import { FileFacts, type Upload } from './file-facts';
import { ReasonTable } from './reason-table';
import { useRowFilters } from './row-filters';
import { SendUploadForm } from './send-upload-form';
import { AgainButton, CorrectionsButton } from './upload-actions';
import { UploadRows } from './upload-rows';
import { VerdictPanel } from './verdict-panel';

/** What follows from the verdict, in a sentence. */
const sentenceOf = (
  upload: Upload,
  partial: boolean,
  words: ReturnType<typeof useWords>['compose']['upload'],
): string => {
  if (upload.state === 'returned') return partial ? words.returnedPartial : words.returnedHeld;
  return upload.recognised?.layout === 'A' ? words.readyA : words.ready;
};

/** A file that was read to its end: the verdict, why, every row, and sending it where that may be. */
export const CheckedUpload = ({ upload, data }: { upload: Upload; data: ComposeData }) => {
  const { upload: words } = useWords().compose;
  const { filters, set } = useRowFilters();
  const rows = useRef<HTMLDivElement>(null);
  const signature = data.signatures.find(({ id }) => id === upload.signatureId)?.name ?? '';
  const names = data.signatures.map(({ name }) => name);
  const returned = upload.state === 'returned';
  // A13: off by default; where it is on, what passed may go alone.
  const partial = returned && data.goodRowsOnly && upload.rows.accepted > 0;

  const filterBy = (code: string | null) => {
    set({ code, verdict: null });
    rows.current?.scrollIntoView({ block: 'start' });
  };
  const top = (
    <VerdictPanel upload={upload} sentence={sentenceOf(upload, partial, words)}>
      {returned ? (
        <>
          <CorrectionsButton uploadId={upload.id} />
          <AgainButton />
        </>
      ) : null}
    </VerdictPanel>
  );
  const below = (
    <>
      {upload.reasons.length > 0 ? (
        <ReasonTable kind="errors" reasons={upload.reasons} selected={filters.code} onSelect={filterBy} />
      ) : null}
      {upload.warnings.length > 0 ? (
        <ReasonTable kind="warnings" reasons={upload.warnings} selected={filters.code} onSelect={filterBy} />
      ) : null}
      <Section title={words.facts.title}>
        <Box sx={{ display: 'grid', gap: 3 }}>
          <FileFacts upload={upload} signature={signature} />
          {upload.networks.length > 0 ? <CarriersBar networks={upload.networks} /> : null}
        </Box>
      </Section>
    </>
  );
  const wide = (
    <Box ref={rows} sx={{ scrollMarginTop: 'calc(var(--ui-top, 0px) + 16px)' }}>
      <UploadRows upload={upload} signature={signature} names={names} filters={filters} onFilter={set} />
    </Box>
  );
  if (returned && !partial)
    return (
      <Box sx={{ display: 'grid', gap: 3, gridTemplateColumns: 'minmax(0, 1fr)' }}>
        {top}
        {below}
        {wide}
      </Box>
    );
  return <SendUploadForm upload={upload} data={data} top={top} below={below} wide={wide} />;
};
