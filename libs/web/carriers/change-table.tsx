import { useWords } from '@sms111/web/data';
import { DataTable } from '@sms111/web/ui';
import type { LinkChange } from './links-query';
import { useSettingWords } from './setting-words';

/** What a change changes: before and after, setting by setting. Of a password only that there is another. */
export const ChangeTable = ({ change }: { readonly change: LinkChange }) => {
  const { changes: t } = useWords().carriers;
  const say = useSettingWords();
  return (
    <DataTable
      label={`${t.kinds[change.kind]} ${change.linkId ?? change.carrier}`}
      columns={[
        { key: 'field', header: t.field, cell: line => say.name(line.field), width: '34%' },
        { key: 'before', header: t.before, cell: line => say.value(line.before, line.field), width: '33%' },
        { key: 'after', header: t.after, cell: line => say.value(line.after, line.field), width: '33%' },
      ]}
      rows={change.diff}
      rowKey={line => line.field}
    />
  );
};
