import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { WIDTH } from '../theme/tokens';
import { useUiWords } from '../theme/ui-provider';
import { Breadcrumbs, type Crumb } from './breadcrumbs';
import { useHeadingFocus } from './use-heading-focus';

interface PageProps {
  readonly title: string;
  /** What stands in the browser's tab, where it says more than the heading. */
  readonly tabTitle?: string;
  /** Where the page lies; the page itself is added at the end. */
  readonly crumbs?: readonly Crumb[];
  readonly lead?: ReactNode;
  /** Beside the heading: a state, an id. */
  readonly aside?: ReactNode;
  /** The page's one main action, and a menu of the rest. */
  readonly action?: ReactNode;
  readonly width?: 'content' | 'form';
  readonly children: ReactNode;
}

/** A page: where it lies, one heading, one main action, and what it holds. */
export const Page = ({
  title,
  tabTitle,
  crumbs,
  lead,
  aside,
  action,
  width = 'content',
  children,
}: PageProps) => {
  const words = useUiWords();
  const heading = useHeadingFocus();
  return (
    <Box sx={{ maxWidth: WIDTH[width], mx: 'auto', width: '100%' }}>
      <title>{`${tabTitle ?? title}｜${words.product}`}</title>
      {crumbs && <Breadcrumbs crumbs={crumbs} current={title} />}
      <Box
        sx={{
          display: 'flex',
          flexWrap: 'wrap',
          alignItems: 'flex-start',
          gap: 2,
          justifyContent: 'space-between',
          mb: 3,
        }}
      >
        <Box sx={{ minWidth: 0, flex: '1 1 320px' }}>
          <Box sx={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', columnGap: 1.5, rowGap: 0.5 }}>
            <Typography variant="h1" ref={heading} tabIndex={-1} sx={{ overflowWrap: 'anywhere' }}>
              {title}
            </Typography>
            {aside}
          </Box>
          {lead && (
            <Typography variant="body2" color="textSecondary" component="div" sx={{ mt: 0.5, maxWidth: 760 }}>
              {lead}
            </Typography>
          )}
        </Box>
        {action && (
          <Box sx={{ display: 'flex', flexWrap: 'wrap', gap: 1, alignItems: 'center' }}>{action}</Box>
        )}
      </Box>
      {children}
    </Box>
  );
};
