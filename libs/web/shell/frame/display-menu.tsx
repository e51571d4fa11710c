import IconButton from '@mui/material/IconButton';
import ListItemIcon from '@mui/material/ListItemIcon';
import ListSubheader from '@mui/material/ListSubheader';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import { LANGUAGES } from '@sms111/phrases';
import { setLanguage, useLanguage, useWords } from '@sms111/web/data';
import { CheckIcon, MoonIcon, SunIcon, SystemIcon, useScheme, type SchemeChoice } from '@sms111/web/ui';
import { useState } from 'react';

const SCHEMES = { light: SunIcon, dark: MoonIcon, system: SystemIcon } as const;
const CHOICES: readonly SchemeChoice[] = ['light', 'dark', 'system'];

/** Light or dark, and the language. */
export const DisplayMenu = () => {
  const w = useWords();
  const language = useLanguage();
  const { choice, choose } = useScheme();
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const close = () => setAnchor(null);
  const Icon = SCHEMES[choice];
  const label = `${w.shell.theme.label}、${w.shell.language.label}`;
  return (
    <>
      <IconButton
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <Icon />
      </IconButton>
      <Menu
        anchorEl={anchor}
        open={anchor !== null}
        onClose={close}
        slotProps={{ list: { 'aria-label': label } }}
      >
        <ListSubheader role="none" sx={{ lineHeight: '32px', backgroundColor: 'transparent' }}>
          {w.shell.theme.label}
        </ListSubheader>
        {CHOICES.map(scheme => {
          const SchemeIcon = SCHEMES[scheme];
          return (
            <MenuItem
              key={scheme}
              role="menuitemradio"
              aria-checked={choice === scheme}
              onClick={() => {
                choose(scheme);
                close();
              }}
            >
              <ListItemIcon>
                <SchemeIcon />
              </ListItemIcon>
              {w.shell.theme[scheme]}
              {choice === scheme && <CheckIcon aria-hidden sx={{ ml: 2, fontSize: 18 }} />}
            </MenuItem>
          );
        })}
        <ListSubheader role="none" sx={{ lineHeight: '32px', backgroundColor: 'transparent' }}>
          {w.shell.language.label}
        </ListSubheader>
        {LANGUAGES.map(one => (
          <MenuItem
            key={one}
            lang={one}
            role="menuitemradio"
            aria-checked={language === one}
            onClick={() => {
              setLanguage(one);
              close();
            }}
          >
            <ListItemIcon>{language === one && <CheckIcon aria-hidden />}</ListItemIcon>
            {w.shell.language[one]}
          </MenuItem>
        ))}
      </Menu>
    </>
  );
};
