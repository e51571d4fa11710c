import Box from '@mui/material/Box';
import NativeSelect from '@mui/material/NativeSelect';
import Typography from '@mui/material/Typography';
import { useWords } from '@sms111/web/data';
import { colour, LockIcon } from '@sms111/web/ui';

export interface Signature {
  readonly id: string;
  readonly name: string;
}

interface SignatureLineProps {
  readonly id: string;
  readonly signatures: readonly Signature[];
  readonly value: string;
  /** Absent where the signature was settled before, as for an uploaded file. */
  readonly onChange?: (id: string) => void;
}

const LINE = {
  flex: 1,
  minWidth: 0,
  fontSize: '1.0625rem',
  fontWeight: 600,
  overflowWrap: 'anywhere',
} as const;

/** The first line of the text: one of the unit's names, to be chosen, never to be removed (FMT-6, A9). */
export const SignatureLine = ({ id, signatures, value, onChange }: SignatureLineProps) => {
  const { compose } = useWords();
  const chosen = signatures.find(signature => signature.id === value);
  return (
    <Box
      sx={{
        px: 2,
        py: 0.75,
        backgroundColor: colour.quiet,
        borderBottom: `1px dashed ${colour.fieldLine}`,
        borderRadius: '7px 7px 0 0',
      }}
    >
      <Typography
        component={onChange ? 'label' : 'p'}
        variant="caption"
        {...(onChange ? { htmlFor: id } : {})}
        sx={{ display: 'block', color: 'text.secondary' }}
      >
        {compose.signature}
      </Typography>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 1, minHeight: 36 }}>
        <LockIcon titleAccess={compose.contentField.locked} sx={{ fontSize: 18, color: colour.textQuiet }} />
        {onChange ? (
          <NativeSelect
            id={id}
            disableUnderline
            value={value}
            onChange={event => onChange(event.target.value)}
            sx={LINE}
          >
            {signatures.map(signature => (
              <option key={signature.id} value={signature.id}>
                {signature.name}
              </option>
            ))}
          </NativeSelect>
        ) : (
          <Typography component="span" sx={LINE}>
            {chosen?.name ?? ''}
          </Typography>
        )}
      </Box>
    </Box>
  );
};
