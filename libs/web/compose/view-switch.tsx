import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useWords } from '@sms111/web/data';

export type View = 'write' | 'preview';

/** On a phone: the form, or the handset in its place. Wider, both stand side by side and this is not there. */
export const ViewSwitch = ({ view, onView }: { view: View; onView: (view: View) => void }) => {
  const { views } = useWords().compose;
  return (
    <ToggleButtonGroup
      exclusive
      fullWidth
      size="small"
      color="primary"
      value={view}
      aria-label={views.label}
      onChange={(_, chosen: View | null) => chosen && onView(chosen)}
      sx={{ display: { xs: 'flex', md: 'none' }, mb: 2 }}
    >
      <ToggleButton value="write">{views.write}</ToggleButton>
      <ToggleButton value="preview">{views.preview}</ToggleButton>
    </ToggleButtonGroup>
  );
};
