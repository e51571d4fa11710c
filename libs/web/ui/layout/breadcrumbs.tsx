import Box from '@mui/material/Box';
import { ChevronRightIcon } from '../icons/icons';
import { AppLink } from '../actions/app-link';
import { colour } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';

export interface Crumb {
  readonly name: string;
  readonly to: string;
}

/** Where the page lies. */
export const Breadcrumbs = ({ crumbs, current }: { crumbs: readonly Crumb[]; current: string }) => {
  const words = useUiWords();
  return (
    <Box
      component="nav"
      aria-label={words.breadcrumbs}
      sx={{ mb: 0.5, fontSize: '0.875rem', color: colour.textQuiet }}
    >
      <Box
        component="ol"
        sx={{ display: 'flex', flexWrap: 'wrap', listStyle: 'none', m: 0, p: 0, alignItems: 'center' }}
      >
        {crumbs.map(crumb => (
          <Box component="li" key={crumb.to} sx={{ display: 'flex', alignItems: 'center' }}>
            <AppLink
              to={crumb.to}
              sx={{
                color: 'inherit',
                textDecorationColor: 'transparent',
                '&:hover': { textDecorationColor: 'currentcolor' },
              }}
            >
              {crumb.name}
            </AppLink>
            <ChevronRightIcon aria-hidden sx={{ fontSize: 14, mx: 0.5 }} />
          </Box>
        ))}
        <Box
          component="li"
          aria-current="page"
          sx={{ maxWidth: 320, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' }}
        >
          {current}
        </Box>
      </Box>
    </Box>
  );
};
