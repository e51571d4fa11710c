import Button from '@mui/material/Button';
import { LANGUAGES } from '@sms111/phrases';
import { setLanguage, useLanguage, useWords } from '@sms111/web/data';
import { LanguageIcon } from '@sms111/web/ui';

/** The other language, by its own name. */
export const LanguageSwitch = () => {
  const w = useWords();
  const language = useLanguage();
  const other = LANGUAGES.find(one => one !== language) ?? language;
  return (
    <Button
      color="inherit"
      lang={other}
      startIcon={<LanguageIcon />}
      onClick={() => setLanguage(other)}
      sx={{
        fontWeight: 500,
        fontSize: '0.875rem',
        px: 1.25,
        flexShrink: 0,
        display: { xs: 'none', md: 'inline-flex' },
      }}
    >
      {w.shell.language[other]}
    </Button>
  );
};
