import Box from '@mui/material/Box';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import Radio from '@mui/material/Radio';
import RadioGroup from '@mui/material/RadioGroup';
import TextField from '@mui/material/TextField';
import Typography from '@mui/material/Typography';
import { network, NETWORKS, setRoutingPolicy, unknownPolicy } from '@sms111/contracts';
import { networkName } from '@sms111/phrases';
import { call, describeError, useCan, useLanguage, useWords } from '@sms111/web/data';
import { Banner, Form, PermissionButton, Section, useToast } from '@sms111/web/ui';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { refreshRouting, type Overview } from './routing-query';

/** What becomes of numbers of which nothing is known. */
export const PolicySection = ({ overview: { policy } }: { readonly overview: Overview }) => {
  const words = useWords();
  const language = useLanguage();
  const t = words.routing.policy;
  const may = useCan('routing.control');
  const tell = useToast();
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Partial<Overview['policy']>>({});
  const { onUnknown, defaultNetwork } = { ...policy, ...chosen };
  const save = useMutation({
    mutationFn: () =>
      call(setRoutingPolicy, { body: { onUnknown, defaultNetwork: network.parse(defaultNetwork) } }),
    onSuccess: async () => {
      await refreshRouting(client);
      setChosen({});
      tell(t.saved);
    },
  });
  const failure = save.error ? describeError(save.error, words) : null;
  return (
    <Section title={t.title} lead={t.lead}>
      <Form
        onSubmit={event => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {failure && (
          <Banner tone="bad" title={failure.title}>
            {failure.text}
          </Banner>
        )}
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
            working={save.isPending}
          >
            {t.save}
          </PermissionButton>
        </div>
      </Form>
    </Section>
  );
};
