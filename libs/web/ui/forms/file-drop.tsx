import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { formatBytes } from '@sms111/phrases';
import { useId, useRef, useState, type DragEvent, type ReactNode } from 'react';
import { UploadIcon } from '../icons/icons';
import { colour, toneColour, visuallyHidden } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

interface FileDropProps {
  readonly label: string;
  /** Extensions with their dots: `['.csv', '.xlsx']`. */
  readonly accept: readonly string[];
  readonly maxBytes: number;
  /** What is taken and how large it may be, in words. */
  readonly help?: ReactNode;
  readonly disabled?: boolean;
  readonly onFile: (file: File) => void;
}

/** Takes one file by drag and drop or by the button; refuses at once what is too large or of a wrong kind. */
export const FileDrop = ({ label, accept, maxBytes, help, disabled = false, onFile }: FileDropProps) => {
  const words = useUiWords();
  const input = useRef<HTMLInputElement>(null);
  const labelId = useId();
  const [over, setOver] = useState(false);
  const [fault, setFault] = useState<string | null>(null);

  const take = (file: File | undefined) => {
    if (!file || disabled) return;
    const known = accept.some(extension => file.name.toLowerCase().endsWith(extension));
    const wrong = known ? null : words.fileWrongKind(accept.map(extension => extension.slice(1)).join('、'));
    const tooLarge = file.size > maxBytes ? words.fileTooLarge(formatBytes(maxBytes)) : null;
    setFault(wrong ?? tooLarge);
    if (!wrong && !tooLarge) onFile(file);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };

  return (
    <div>
      <Box
        role="group"
        aria-labelledby={labelId}
        onDragOver={event => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
        sx={{
          display: 'grid',
          justifyItems: 'center',
          gap: 1,
          px: 2,
          py: 4,
          textAlign: 'center',
          border: `2px dashed ${over ? colour.main : colour.fieldLine}`,
          borderRadius: 3,
          backgroundColor: over ? colour.mainSoft : colour.paper,
          transition: 'background-color 120ms',
        }}
      >
        <UploadIcon aria-hidden sx={{ fontSize: 36, color: colour.main }} />
        <Box id={labelId} sx={{ fontWeight: 650 }}>
          {label}
        </Box>
        <Box sx={{ color: colour.textQuiet }}>{over ? words.dropNow : words.dropHere}</Box>
        <Button variant="outlined" disabled={disabled} onClick={() => input.current?.click()}>
          {words.chooseFile}
        </Button>
        {help && <Box sx={{ fontSize: '0.875rem', color: colour.textQuiet }}>{help}</Box>}
        <input
          ref={input}
          type="file"
          accept={accept.join(',')}
          aria-labelledby={labelId}
          tabIndex={-1}
          style={visuallyHidden}
          onChange={event => {
            take(event.target.files?.[0]);
            // The same file, corrected, may be chosen again.
            event.target.value = '';
          }}
        />
      </Box>
      <Box role="alert" sx={{ mt: fault ? 1 : 0, color: toneColour('bad', 'text') }}>
        {fault}
      </Box>
    </div>
  );
};
