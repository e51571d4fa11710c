import Box from '@mui/material/Box';
import { useMaybeSession, useWords } from '@sms111/web/data';
import { colour } from '@sms111/web/ui';
import { Link } from 'react-router';

/** The mark and whose platform this is. */
export const Brand = ({ small = false }: { readonly small?: boolean }) => {
  const w = useWords();
  const unit = useMaybeSession()?.unit;
  return (
    <Box
      component={Link}
      to="/"
      sx={{
        display: 'flex',
        alignItems: 'center',
        gap: 1.25,
        color: 'inherit',
        textDecoration: 'none',
        minWidth: 0,
        borderRadius: 2,
      }}
    >
      <img
        src="/mark.svg"
        alt={small ? w.common.product : ''}
        width={36}
        height={36}
        style={{ flexShrink: 0 }}
      />
      {!small && (
        <Box component="span" sx={{ minWidth: 0, lineHeight: 1.35 }}>
          <Box
            component="span"
            sx={{ display: 'block', fontWeight: 700, fontSize: '1rem', whiteSpace: 'nowrap' }}
          >
            {w.common.productShort}
          </Box>
          {unit && (
            <Box
              component="span"
              title={unit.name}
              sx={{
                display: 'block',
                fontSize: '0.8125rem',
                color: colour.textQuiet,
                overflow: 'hidden',
                textOverflow: 'ellipsis',
                whiteSpace: 'nowrap',
              }}
            >
              {unit.name}
            </Box>
          )}
        </Box>
      )}
    </Box>
  );
};
