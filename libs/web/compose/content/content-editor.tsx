import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ContentVerdict } from '@sms111/domain';
import { useWords } from '@sms111/web/data';
import { colour } from '@sms111/web/ui';
import { useId, useRef } from 'react';
import { ContentCounter } from './content-counter';
import { ContentFindings } from './content-findings';
import { lengthOf } from './length';
import { MarkedTextarea } from './marked-textarea';
import { mend, type PlacedFinding, placeFindings } from './place-findings';
import { type Signature, SignatureLine } from './signature-line';

interface ContentEditorProps {
  readonly signatures: readonly Signature[];
  readonly signatureId: string;
  readonly onSignature?: (id: string) => void;
  readonly name: string;
  readonly body: string;
  readonly onBody: (body: string) => void;
  readonly onBlur: () => void;
  /** The judgement of signature and body, as the server will judge them. */
  readonly verdict: ContentVerdict;
}

/** 簡訊內容: one box whose first line is the locked signature; counter and findings stand right below. */
export const ContentEditor = ({
  verdict,
  body,
  onBody,
  signatures,
  signatureId,
  ...rest
}: ContentEditorProps) => {
  const { contentField } = useWords().compose;
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const signature = signatures.find(candidate => candidate.id === signatureId)?.name ?? '';
  const empty = body.trim() === '';
  const findings = empty ? [] : placeFindings(verdict, signature, body);

  const select = ({ place }: PlacedFinding) => {
    if (!place || !field.current) return;
    field.current.focus();
    field.current.setSelectionRange(place.from, place.to);
  };
  const mendNow = (finding: PlacedFinding) => {
    onBody(mend(body, finding));
    field.current?.focus();
  };

  return (
    <Box sx={{ display: 'grid', gap: 1.25, gridTemplateColumns: 'minmax(0, 1fr)' }}>
      <Box
        sx={{
          border: `1px solid ${colour.fieldLine}`,
          borderRadius: '8px',
          backgroundColor: colour.paper,
          '&:focus-within': { borderColor: colour.main, boxShadow: `0 0 0 1px ${colour.main}` },
        }}
      >
        <SignatureLine
          id={`${id}-signature`}
          signatures={signatures}
          value={signatureId}
          onChange={rest.onSignature}
        />
        <Box component="label" htmlFor={`${id}-body`} sx={{ display: 'block', px: 2, pt: 1 }}>
          <Typography component="span" variant="caption" sx={{ color: 'text.secondary' }}>
            {contentField.label}
          </Typography>
        </Box>
        <MarkedTextarea
          id={`${id}-body`}
          name={rest.name}
          ref={field}
          value={body}
          findings={findings}
          placeholder={contentField.placeholder}
          describedBy={`${id}-why ${id}-findings`}
          invalid={findings.some(({ severity }) => severity === 'error')}
          onChange={onBody}
          onBlur={rest.onBlur}
        />
      </Box>
      <ContentCounter
        id={`${id}-why`}
        length={lengthOf(verdict)}
        pairs={verdict.codePoints < verdict.units}
      />
      {empty ? null : (
        <ContentFindings id={`${id}-findings`} findings={findings} onShow={select} onMend={mendNow} />
      )}
    </Box>
  );
};
