import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { ChevronRightIcon, colour, SearchIcon, visuallyHidden } from '@sms111/web/ui';
import { useId, useState, type KeyboardEvent } from 'react';
import type { NavGroup } from '../navigation/nav';
import { suggest, type Suggestion } from './suggest';

interface SearchBoxProps {
  readonly groups: readonly NavGroup[];
  readonly onChoose: (to: string) => void;
}

/** Takes a number, an id or a page's name; ↑ ↓ choose, Enter goes. */
export const SearchBox = ({ groups, onChoose }: SearchBoxProps) => {
  const w = useWords();
  const listId = useId();
  const [typed, setTyped] = useState('');
  const [current, setCurrent] = useState(0);
  const found = suggest(typed, groups, w);
  const at = Math.min(current, Math.max(0, found.length - 1));

  const go = (suggestion: Suggestion | undefined) => {
    if (suggestion) onChoose(suggestion.to);
  };
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step !== undefined && found.length > 0) {
      event.preventDefault();
      setCurrent((at + step + found.length) % found.length);
    }
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(found[at]);
  };

  return (
    <div>
      <Box
        sx={{
          display: 'flex',
          alignItems: 'center',
          gap: 1.5,
          px: 2.5,
          borderBottom: `1px solid ${colour.line}`,
        }}
      >
        <SearchIcon aria-hidden sx={{ color: colour.textQuiet }} />
        <Box
          component="input"
          role="combobox"
          aria-label={w.shell.search.label}
          aria-expanded
          aria-controls={listId}
          aria-activedescendant={found[at] ? `${listId}-${found[at].key}` : undefined}
          autoFocus
          placeholder={w.shell.search.placeholder}
          value={typed}
          onChange={event => {
            setTyped(event.target.value);
            setCurrent(0);
          }}
          onKeyDown={onKey}
          sx={{
            flex: 1,
            minWidth: 0,
            height: 56,
            border: 0,
            font: 'inherit',
            color: 'inherit',
            background: 'none',
            '&:focus-visible': { outline: 'none' },
            '&::placeholder': { color: colour.textQuiet, opacity: 1 },
          }}
        />
      </Box>
      <Box
        component="ul"
        role="listbox"
        id={listId}
        aria-label={w.shell.search.label}
        sx={{ listStyle: 'none', m: 0, p: 1, maxHeight: 360, overflowY: 'auto' }}
      >
        {found.map((suggestion, place) => (
          <Box
            component="li"
            key={suggestion.key}
            id={`${listId}-${suggestion.key}`}
            role="option"
            aria-selected={place === at}
            onClick={() => go(suggestion)}
            onMouseMove={() => setCurrent(place)}
            sx={{
              display: 'flex',
              alignItems: 'center',
              justifyContent: 'space-between',
              px: 1.5,
              minHeight: 44,
              borderRadius: 2,
              cursor: 'pointer',
              ...(place === at && { backgroundColor: colour.mainSoft, color: colour.link, fontWeight: 600 }),
            }}
          >
            {suggestion.label}
            <ChevronRightIcon aria-hidden sx={{ fontSize: 18 }} />
          </Box>
        ))}
      </Box>
      {found.length === 0 && (
        <Box sx={{ px: 2.5, pb: 2.5, color: colour.textQuiet }}>{w.shell.search.none}</Box>
      )}
      <span role="status" style={visuallyHidden}>
        {w.shell.search.results(found.length)}
      </span>
    </div>
  );
};
