import Box from '@mui/material/Box';
import ButtonBase from '@mui/material/ButtonBase';
import Dialog from '@mui/material/Dialog';
import { useWords } from '@sms111/web/data';
import { colour, SearchIcon, visuallyHidden } from '@sms111/web/ui';
import { useEffect, useId, useState } from 'react';
import { useNavigate } from 'react-router';
import type { NavGroup } from '../navigation/nav';
import { SearchBox } from './search-box';

/** The way to anything: a button that looks like a field, and Ctrl K from anywhere. */
export const Search = ({ groups }: { readonly groups: readonly NavGroup[] }) => {
  const { search } = useWords().shell;
  const titleId = useId();
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<string | null>(null);
  // Only when the dialog is gone may the new page take the focus.
  const leave = () => {
    if (chosen !== null) void navigate(chosen);
    setChosen(null);
  };
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault();
        setOpen(true);
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <ButtonBase
        onClick={() => setOpen(true)}
        aria-label={search.label}
        aria-haspopup="dialog"
        aria-keyshortcuts="Control+K"
        sx={{
          minHeight: 40,
          minWidth: 40,
          gap: 1,
          px: { xs: 0, md: 1.5 },
          width: { md: 300 },
          flexShrink: 1,
          borderRadius: 2,
          justifyContent: { xs: 'center', md: 'start' },
          color: colour.textQuiet,
          border: { md: `1px solid ${colour.fieldLine}` },
          backgroundColor: { md: colour.paper },
        }}
      >
        <SearchIcon aria-hidden />
        <Box
          component="span"
          sx={{
            display: { xs: 'none', md: 'block' },
            flex: 1,
            textAlign: 'start',
            fontSize: '0.875rem',
            whiteSpace: 'nowrap',
            overflow: 'hidden',
            textOverflow: 'ellipsis',
          }}
        >
          {search.placeholder}
        </Box>
        {/* Drawn by the style: it is no part of the button's name. */}
        <Box
          component="span"
          sx={{
            display: { xs: 'none', lg: 'block' },
            fontSize: '0.75rem',
            px: 0.75,
            borderRadius: 1,
            border: `1px solid ${colour.line}`,
            '&::after': { content: '"Ctrl K"' },
          }}
        />
      </ButtonBase>
      <Dialog
        open={open}
        onClose={() => setOpen(false)}
        slotProps={{ transition: { onExited: leave } }}
        aria-labelledby={titleId}
        fullWidth
        maxWidth="sm"
        sx={{ '& .MuiDialog-container': { alignItems: 'flex-start', pt: { xs: 0, sm: 8 } } }}
      >
        <h2 id={titleId} style={visuallyHidden}>
          {search.label}
        </h2>
        <SearchBox
          groups={groups}
          onChoose={to => {
            setChosen(to);
            setOpen(false);
          }}
        />
      </Dialog>
    </>
  );
};
