import Button from '@mui/material/Button';
import { codeWords, formatCount } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { BadIcon, type Column, colour, DataTable, Section, toneColour, WarnIcon } from '@sms111/web/ui';
import { mendedLast } from './mended-codes';

interface Reason {
  readonly code: string;
  readonly rows: number;
}

interface ReasonTableProps {
  readonly kind: 'errors' | 'warnings';
  readonly reasons: readonly Reason[];
  /** The code that the rows are filtered by. */
  readonly selected: string | null;
  readonly onSelect: (code: string | null) => void;
}

/** Why rows were returned (or should be looked at): how many of each, what to do; each is a filter of the rows. */
export const ReasonTable = ({ kind, reasons, selected, onSelect }: ReasonTableProps) => {
  const language = useLanguage();
  const { upload } = useWords().compose;
  const words = upload.reasons;
  const Icon = kind === 'errors' ? BadIcon : WarnIcon;
  const title = kind === 'errors' ? words.title : words.warningsTitle;
  const columns: Column<Reason>[] = [
    {
      key: 'reason',
      header: words.reason,
      width: '32%',
      cell: ({ code }) => {
        const { name } = codeWords(code, language);
        const pressed = selected === code;
        return (
          <Button
            size="small"
            variant={pressed ? 'outlined' : 'text'}
            aria-pressed={pressed}
            title={words.filter(name)}
            onClick={() => onSelect(pressed ? null : code)}
            startIcon={<Icon sx={{ color: toneColour(kind === 'errors' ? 'bad' : 'warn', 'text') }} />}
            sx={{
              justifyContent: 'flex-start',
              textAlign: 'start',
              whiteSpace: 'normal',
              minHeight: 32,
              color: colour.link,
              textDecoration: 'underline',
              textUnderlineOffset: '3px',
              ml: -1,
              ...(pressed ? { backgroundColor: colour.mainSoft } : {}),
            }}
          >
            {name}
          </Button>
        );
      },
    },
    { key: 'rows', header: words.rows, align: 'end', width: 96, cell: ({ rows }) => formatCount(rows) },
    { key: 'todo', header: words.todo, cell: ({ code }) => codeWords(code, language).todo },
  ];
  return (
    <Section title={title} flush>
      <DataTable label={title} columns={columns} rows={mendedLast(reasons)} rowKey={({ code }) => code} />
    </Section>
  );
};
