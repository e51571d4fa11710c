import Box from '@mui/material/Box';
import { formatDate } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { AppLink, colour, WIDTH } from '@sms111/web/ui';
import { Anchor } from './anchor';

/** Agency, contact, policy, site map, and the date of this edition (the page's own, told by the server). */
export const Footer = () => {
  const w = useWords();
  const { footer } = w.shell;
  return (
    <Box
      component="footer"
      sx={{
        mt: 'auto',
        borderTop: `1px solid ${colour.line}`,
        color: colour.textQuiet,
        fontSize: '0.875rem',
        px: { xs: 2, md: 3 },
        py: 2,
      }}
    >
      <Box
        sx={{
          maxWidth: WIDTH.content,
          mx: 'auto',
          display: 'flex',
          flexWrap: 'wrap',
          columnGap: 3,
          rowGap: 0.5,
          alignItems: 'baseline',
        }}
      >
        <Anchor id="footer" accessKey="Z" name={w.shell.anchorFooter} />
        <span>
          {footer.operator}：{footer.agency}
        </span>
        <span>
          {footer.contact}：
          <a href={`tel:${footer.phone.replaceAll('-', '')}`} style={{ color: 'inherit' }}>
            {footer.phone}
          </a>
        </span>
        <AppLink to="/privacy" color="inherit">
          {footer.privacy}
        </AppLink>
        <AppLink to="/sitemap" color="inherit">
          {footer.sitemap}
        </AppLink>
        <Box component="span" sx={{ ml: { md: 'auto' } }}>
          {footer.updated(formatDate(new Date(document.lastModified)))}
        </Box>
      </Box>
    </Box>
  );
};
