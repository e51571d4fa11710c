import Box from '@mui/material/Box';
import { useWords } from '@sms111/web/data';
import { colour, toneColour } from '@sms111/web/ui';
import { NavLink } from 'react-router';
import type { NavGroup, NavPage } from './nav';

interface NavigationProps {
  readonly groups: readonly NavGroup[];
  /** Icons with small names below them, on a window of middle width. */
  readonly rail: boolean;
  readonly onGone?: () => void;
}

/** Navigation by task. */
export const Navigation = ({ groups, rail, onGone }: NavigationProps) => {
  const w = useWords();
  return (
    <Box sx={{ display: 'grid', gap: rail ? 1 : 2.5, px: rail ? 0.75 : 1.5, py: 1 }}>
      {groups.map(({ group, pages }) => (
        <Box key={group}>
          <Box
            component="h2"
            id={`nav-${group}`}
            sx={{
              m: 0,
              px: 1.5,
              pb: 0.5,
              fontSize: '0.8125rem',
              fontWeight: 600,
              color: colour.textQuiet,
              ...(rail && {
                position: 'absolute',
                width: 1,
                height: 1,
                overflow: 'hidden',
                clip: 'rect(0 0 0 0)',
              }),
            }}
          >
            {w.shell.group[group]}
          </Box>
          <Box
            component="ul"
            aria-labelledby={`nav-${group}`}
            sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 0.25 }}
          >
            {pages.map(page => (
              <li key={page.to}>
                <NavigationLink page={page} rail={rail} onGone={onGone} />
              </li>
            ))}
          </Box>
        </Box>
      ))}
    </Box>
  );
};

const NavigationLink = ({
  page: { page, to, icon: Icon },
  rail,
  onGone,
}: {
  page: NavPage;
  rail: boolean;
  onGone?: () => void;
}) => {
  const w = useWords();
  return (
    <Box
      component={NavLink}
      to={to}
      end={to === '/'}
      onClick={onGone}
      sx={{
        display: 'flex',
        flexDirection: rail ? 'column' : 'row',
        alignItems: 'center',
        gap: rail ? 0.25 : 1.5,
        px: rail ? 0.25 : 1.5,
        py: rail ? 0.75 : 0,
        minHeight: rail ? 56 : 40,
        borderRadius: 2,
        color: 'text.primary',
        textDecoration: 'none',
        fontSize: rail ? '0.75rem' : '0.9375rem',
        lineHeight: 1.3,
        textAlign: rail ? 'center' : 'start',
        justifyContent: rail ? 'center' : 'start',
        '&:hover': { backgroundColor: colour.quiet },
        '&.active': { backgroundColor: colour.mainSoft, color: colour.link, fontWeight: 650 },
        '& svg': { fontSize: 22, color: toneColour('off', 'text'), flexShrink: 0 },
        '&.active svg': { color: colour.main },
      }}
    >
      <Icon aria-hidden />
      <span>{w.pages[page].name}</span>
    </Box>
  );
};
