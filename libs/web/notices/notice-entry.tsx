import Box from '@mui/material/Box';
import { noticeWords } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import { colour, Time, TONE_ICONS, toneColour, visuallyHidden, type Tone } from '@sms111/web/ui';
import { Link } from 'react-router';
import type { Notice } from './notices-query';
import { placeOfNotice } from './place-of-notice';

const TONES: Readonly<Record<Notice['kind'], Tone>> = {
  'batch-completed': 'good',
  'batch-failed': 'bad',
  'batch-unconfirmed': 'warn',
  'batch-cancelled': 'off',
  'dispatch-at-risk': 'warn',
  'dispatch-missed': 'bad',
  'messages-unconfirmed': 'warn',
  'messages-held': 'warn',
  'messages-failed': 'bad',
  'queue-alarm': 'bad',
  'resolution-proposed': 'warn',
  'carrier-change-proposed': 'warn',
  'api-key-created': 'warn',
  'link-refused': 'bad',
  'ported-import-stopped': 'warn',
  'agency-suspended': 'bad',
  'agency-resumed': 'good',
};

/** One notice: what happened, when, and the way to it. */
export const NoticeEntry = ({ notice, onOpen }: { readonly notice: Notice; readonly onOpen: () => void }) => {
  const w = useWords();
  const { title, text } = noticeWords(notice.kind, notice.params, useLanguage());
  const tone = TONES[notice.kind];
  const Icon = TONE_ICONS[tone];
  const place = placeOfNotice(notice);
  return (
    <Box component="li" sx={{ borderBottom: `1px solid ${colour.line}` }}>
      <Box
        {...(place ? { component: Link, to: place } : { component: 'div' })}
        onClick={onOpen}
        sx={{
          display: 'flex',
          gap: 1.5,
          px: 2,
          py: 1.5,
          color: 'inherit',
          textDecoration: 'none',
          '&:hover': { backgroundColor: colour.quiet },
          '&:focus-visible': { outlineOffset: '-3px' },
        }}
      >
        <Icon aria-hidden sx={{ color: toneColour(tone, 'text'), fontSize: 22, mt: '2px' }} />
        <Box sx={{ minWidth: 0, flex: 1, fontSize: '0.875rem' }}>
          <Box sx={{ fontWeight: notice.read ? 500 : 700, fontSize: '0.9375rem', overflowWrap: 'anywhere' }}>
            {title}
          </Box>
          <Box sx={{ color: colour.textQuiet }}>{text}</Box>
          <Box sx={{ color: colour.textQuiet, fontSize: '0.8125rem', mt: 0.25 }}>
            <Time at={notice.at} withRelative />
          </Box>
        </Box>
        {!notice.read && (
          <Box
            sx={{
              width: 10,
              height: 10,
              borderRadius: '50%',
              backgroundColor: colour.main,
              mt: 0.75,
              flexShrink: 0,
            }}
          >
            <span style={visuallyHidden}>{w.notices.isUnread}</span>
          </Box>
        )}
      </Box>
    </Box>
  );
};
