import Box from '@mui/material/Box';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { LANGUAGES } from '@sms111/phrases';
import { setLanguage, useLanguage, useWords } from '@sms111/web/data';
import { MoonIcon, SunIcon, SystemIcon, useScheme, type SchemeChoice } from '@sms111/web/ui';
import { useState } from 'react';
import { Choice } from './choice';

const ICONS = { light: SunIcon, dark: MoonIcon, system: SystemIcon } as const;
const SCHEMES: readonly SchemeChoice[] = ['light', 'dark', 'system'];

/** Light or dark, and the language. */
export const DisplayMenu = () => {
  const w = useWords();
  const language = useLanguage();
  const { choice, choose } = useScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const Icon = ICONS[choice];
  const label = `${w.shell.theme.label}、${w.shell.language.label}`;
  return (
    <>
      <IconButton
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <Icon />
      </IconButton>
      <Popover
        anchorEl={anchor}
        open={anchor !== null}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': label } }}
      >
        <Box sx={{ display: 'grid', gap: 1, p: 2, minWidth: 200 }}>
          <Choice
            legend={w.shell.theme.label}
            options={SCHEMES.map(value => ({ value, name: w.shell.theme[value] }))}
            chosen={choice}
            onChoose={choose}
          />
          <Choice
            legend={w.shell.language.label}
            options={LANGUAGES.map(value => ({ value, name: w.shell.language[value] }))}
            chosen={language}
            onChoose={setLanguage}
          />
        </Box>
      </Popover>
    </>
  );
};
