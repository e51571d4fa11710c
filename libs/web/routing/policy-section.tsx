import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { NETWORKS, unknownPolicy } from '@sms111/contracts';
import { networkName } from '@sms111/phrases';
import { useCan, useLanguage, useWords } from '@sms111/web/data';
import { Form, PermissionButton, Section } from '@sms111/web/ui';
import { useState } from 'react';
import { PolicyDialog } from './policy-dialog';
import type { Overview } from './routing-query';

/** What becomes of numbers of which nothing is known. */
export const PolicySection = ({ overview: { policy } }: { readonly overview: Overview }) => {
  const words = useWords();
  const language = useLanguage();
  const t = words.routing.policy;
  const may = useCan('routing.control');
  const [asking, setAsking] = useState(false);
  const [chosen, setChosen] = useState<Partial<Overview['policy']>>({});
  const { onUnknown, defaultNetwork } = { ...policy, ...chosen };
  const isSame = onUnknown === policy.onUnknown && defaultNetwork === policy.defaultNetwork;
  return (
    <Section title={t.title} lead={t.lead}>
      <Form
        onSubmit={event => {
          event.preventDefault();
          if (!isSame) setAsking(true);
        }}
      >
        <RadioGroup
          aria-label={t.title}
          value={onUnknown}
          onChange={(_, value) => setChosen({ ...chosen, onUnknown: unknownPolicy.parse(value) })}
        >
          {unknownPolicy.options.map(option => (
            <FormControlLabel
              key={option}
              value={option}
              disabled={!may}
              control={<Radio />}
              sx={{ alignItems: 'flex-start', mb: 1 }}
              label={
                <Box sx={{ pt: 1 }}>
                  {t[option]}
                  <Typography variant="body2" color="textSecondary">
                    {option === 'default' ? t.defaultHelp : t.holdHelp}
                  </Typography>
                </Box>
              }
            />
          ))}
        </RadioGroup>
        <TextField
          select
          label={t.network}
          value={defaultNetwork}
          disabled={!may || onUnknown === 'hold'}
          onChange={event => setChosen({ ...chosen, defaultNetwork: event.target.value })}
          sx={{ maxWidth: 320 }}
        >
          {NETWORKS.map(code => (
            <MenuItem key={code} value={code}>
              {networkName(code, language)}
            </MenuItem>
          ))}
        </TextField>
        <div>
          <PermissionButton
            type="submit"
            variant="contained"
            allowed={may}
            deniedReason={words.ui.noPermission}
            disabledReason={isSame ? t.unchanged : null}
          >
            {t.save}
          </PermissionButton>
        </div>
      </Form>
      {asking && (
        <PolicyDialog
          before={policy}
          wanted={{ onUnknown, defaultNetwork }}
          onSaved={() => setChosen({})}
          onClose={() => setAsking(false)}
        />
      )}
    </Section>
  );
};
