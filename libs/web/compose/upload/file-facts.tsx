import type { ResponseOf, showUpload } from '@sms111/contracts';
import { formatBytes, formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { KeyValue, type KeyValueItem, Time } from '@sms111/web/ui';

export type Upload = ResponseOf<typeof showUpload>;

/** What was recognised of the file, one line each. */
export const FileFacts = ({ upload, signature }: { upload: Upload; signature: string }) => {
  const { facts } = useWords().compose.upload;
  const { recognised, rows } = upload;
  const delimiters: Record<string, string> = { ',': facts.comma, ';': facts.semicolon, '\t': facts.tab };
  const told = (name: string, value: string | null | undefined): KeyValueItem[] =>
    value ? [{ name, value }] : [];
  return (
    <KeyValue
      nameWidth={104}
      items={[
        { name: facts.file, value: `${upload.fileName} · ${formatBytes(upload.bytes)}` },
        ...told(facts.format, recognised?.format.toUpperCase()),
        ...told(facts.encoding, recognised?.encoding),
        ...told(facts.sheet, recognised?.sheet),
        ...told(
          facts.delimiter,
          recognised?.delimiter ? (delimiters[recognised.delimiter] ?? recognised.delimiter) : null,
        ),
        ...told(
          facts.layout,
          recognised ? (recognised.layout === 'A' ? facts.layoutA : facts.layoutB) : null,
        ),
        ...told(facts.columns, recognised?.columns.join(facts.between)),
        ...told(facts.rows, rows.total > 0 ? formatCount(rows.total) : null),
        ...told(facts.signature, signature),
        { name: facts.uploadedAt, value: <Time at={upload.uploadedAt} /> },
      ]}
    />
  );
};
