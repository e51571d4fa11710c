import Box from '@mui/material/Box';
import Typography from '@mui/material/Typography';
import { useSession, useWords } from '@sms111/web/data';
import { ChevronRightIcon, colour, ComposeIcon, KeyIcon, UploadIcon } from '@sms111/web/ui';
import { Link } from 'react-router';

const WAYS = [
  { way: 'compose', to: '/compose', icon: ComposeIcon, needs: 'batch.send' },
  { way: 'upload', to: '/uploads', icon: UploadIcon, needs: 'upload.create' },
  { way: 'api', to: '/api-keys', icon: KeyIcon, needs: 'api-key.manage' },
] as const;

/** 「請選擇發送方式」. */
export const WaysToSend = () => {
  const w = useWords();
  const { permissions } = useSession();
  const ways = WAYS.filter(({ needs }) => permissions.includes(needs));
  return (
    <section aria-labelledby="ways">
      <Typography variant="h2" id="ways" sx={{ mb: 1.25 }}>
        {w.home.chooseTitle}
      </Typography>
      <Box
        sx={{
          display: 'grid',
          gap: 1.5,
          gridTemplateColumns: { xs: '1fr', sm: `repeat(${ways.length}, 1fr)` },
        }}
      >
        {ways.map(({ way, to, icon: Icon }, place) => (
          <Box
            key={way}
            component={Link}
            to={to}
            sx={{
              display: 'flex',
              alignItems: 'center',
              gap: 2,
              p: 2.5,
              borderRadius: 3,
              textDecoration: 'none',
              border: `1px solid ${place === 0 ? colour.sheet : colour.line}`,
              color: place === 0 ? colour.onSheet : colour.text,
              backgroundColor: place === 0 ? colour.sheet : colour.paper,
              transition: 'background-color 120ms, border-color 120ms',
              '&:hover':
                place === 0
                  ? { backgroundColor: colour.sheetHover }
                  : { borderColor: colour.main, backgroundColor: colour.mainSoft },
            }}
          >
            <Icon aria-hidden sx={{ fontSize: 32, color: place === 0 ? 'inherit' : colour.main }} />
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Box sx={{ fontWeight: 650, fontSize: '1.0625rem' }}>{w.home.ways[way].name}</Box>
              <Box sx={{ fontSize: '0.875rem', color: place === 0 ? 'inherit' : colour.textQuiet }}>
                {w.home.ways[way].text}
              </Box>
            </Box>
            <ChevronRightIcon aria-hidden sx={{ fontSize: 20 }} />
          </Box>
        ))}
      </Box>
    </section>
  );
};
