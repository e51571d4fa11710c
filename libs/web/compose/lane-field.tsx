import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { BULK_FROM, isUrgent, type Lane } from '@sms111/domain';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';

const USUAL = '';

interface LaneFieldProps {
  /** Lanes that the account may name. */
  readonly lanes: readonly Lane[];
  /** The chosen one; `null`: by the number of recipients. */
  readonly lane: Lane | null;
  readonly onLane: (lane: Lane | null) => void;
}

/** In which order it is handed over: asked only of those who were granted an urgent lane. */
export const LaneField = ({ lanes, lane, onLane }: LaneFieldProps) => {
  const { compose, states } = useWords();
  const { lane: said } = compose;
  const urgent = lanes.filter(isUrgent);
  if (urgent.length === 0) return null;
  return (
    <TextField
      select
      label={said.label}
      value={lane ?? USUAL}
      onChange={({ target }) => onLane(urgent.find(each => each === target.value) ?? null)}
      helperText={lane === null ? said.usualHint(formatCount(BULK_FROM)) : said.urgentHint}
      slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
      sx={{ maxWidth: 480 }}
    >
      <MenuItem value={USUAL}>{said.usual}</MenuItem>
      {urgent.map(each => (
        <MenuItem key={each} value={each}>
          {states.lane[each]}
        </MenuItem>
      ))}
    </TextField>
  );
};
