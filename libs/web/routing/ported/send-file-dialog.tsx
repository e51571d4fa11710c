import { formatBytes, type PortedKind } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { ConfirmDialog, KeyValue } from '@sms111/web/ui';

interface SendFileDialogProps {
  readonly file: File;
  readonly kind: PortedKind;
  readonly onConfirm: () => void;
  readonly onClose: () => void;
}

/** A second look before a file decides where messages go. */
export const SendFileDialog = ({ file, kind, onConfirm, onClose }: SendFileDialogProps) => {
  const { upload: t, imports } = useWords().routing;
  return (
    <ConfirmDialog
      open
      title={t.confirmTitle}
      deed={t.confirmDeed(t.kinds[kind])}
      danger={kind === 'snapshot'}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      <KeyValue
        items={[
          { name: imports.file, value: file.name },
          { name: t.size, value: formatBytes(file.size) },
          { name: t.kind, value: t.kinds[kind] },
          { name: t.effect, value: t.kindHelp[kind] },
        ]}
      />
    </ConfirmDialog>
  );
};
