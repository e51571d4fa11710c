import Box from '@mui/material/Box';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import FormHelperText from '@mui/material/FormHelperText';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { grantLanes, grantReason, listLaneRights } from '@sms111/contracts';
import { URGENT_LANES } from '@sms111/domain';
import { call, useWords } from '@sms111/web/data';
import { ConfirmDialog, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import type { LaneRight, UrgentLane } from './lane-rights-query';

const REASON_LENGTH = 200;

/** Grants and takes back the urgent lanes of one account, with the letter that it rests on. */
export const GrantDialog = ({
  right,
  onClose,
}: {
  readonly right: LaneRight;
  readonly onClose: () => void;
}) => {
  const { laneRights: t, states } = useWords();
  const id = useId();
  const tell = useToast();
  const client = useQueryClient();
  // As the person saw them: a later answer of the list must not slip in beneath.
  const [instead] = useState(() => URGENT_LANES.filter(lane => right.lanes.includes(lane)));
  const [lanes, setLanes] = useState<readonly UrgentLane[]>(instead);
  const [reason, setReason] = useState('');
  const grant = useMutation({
    mutationFn: () =>
      call(grantLanes, {
        params: { accountId: right.accountId },
        body: { lanes: [...lanes], instead: [...instead], reason },
      }),
    onSuccess: () => {
      tell(t.saved);
      onClose();
    },
    // Also after a refusal: somebody else may have changed them.
    onSettled: () => client.invalidateQueries({ queryKey: [listLaneRights.id] }),
  });
  const isSame = URGENT_LANES.every(lane => lanes.includes(lane) === instead.includes(lane));
  const missing = isSame ? t.unchanged : grantReason.safeParse(reason).success ? undefined : t.reasonMissing;
  return (
    <ConfirmDialog
      open
      title={t.editTitle(right.name)}
      deed={t.save}
      working={grant.isPending}
      error={grant.error}
      disabledReason={missing}
      onConfirm={() => grant.mutate()}
      onClose={onClose}
    >
      <Box sx={{ display: 'grid', gap: 2 }}>
        <Typography color="textSecondary">
          {right.agencyName}／{right.unitName}
        </Typography>
        <Box role="group" aria-label={t.urgent} sx={{ display: 'grid', gap: 1 }}>
          {URGENT_LANES.map(lane => (
            <div key={lane}>
              <FormControlLabel
                control={
                  <Checkbox
                    checked={lanes.includes(lane)}
                    onChange={(_, on) =>
                      setLanes(on ? [...lanes, lane] : lanes.filter(each => each !== lane))
                    }
                    slotProps={{ input: { 'aria-describedby': `${id}-${lane}` } }}
                  />
                }
                label={states.lane[lane]}
              />
              <FormHelperText id={`${id}-${lane}`} sx={{ mt: 0, ml: 4 }}>
                {t.help[lane]}
              </FormHelperText>
            </div>
          ))}
        </Box>
        <Typography variant="body2" color="textSecondary">
          {t.usual}
        </Typography>
        <TextField
          label={t.reason}
          helperText={t.reasonHelp}
          value={reason}
          onChange={event => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: REASON_LENGTH } }}
        />
      </Box>
    </ConfirmDialog>
  );
};
