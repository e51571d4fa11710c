import Badge from '@mui/material/Badge';
import IconButton from '@mui/material/IconButton';
import Popover from '@mui/material/Popover';
import { formatCount } from '@sms111/phrases';
import { useWords } from '@sms111/web/data';
import { BellIcon } from '@sms111/web/ui';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { NoticesList } from './notices-list';
import { noticesQuery } from './notices-query';

/** How many notices are unread, and the notices. */
export const NoticesBell = () => {
  const w = useWords();
  const query = useInfiniteQuery(noticesQuery);
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const unread = query.data?.pages[0]?.unread ?? 0;
  const label = unread > 0 ? w.notices.unread(formatCount(unread)) : w.notices.noneUnread;
  return (
    <>
      <IconButton
        aria-label={label}
        title={label}
        aria-haspopup="dialog"
        aria-expanded={anchor !== null}
        onClick={event => setAnchor(event.currentTarget)}
      >
        <Badge badgeContent={unread > 0 ? unread : null} max={99} color="error" aria-hidden>
          <BellIcon />
        </Badge>
      </IconButton>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: 'top', horizontal: 'right' }}
        slotProps={{
          paper: {
            role: 'dialog',
            'aria-label': w.notices.title,
            sx: { width: 400, maxWidth: 'calc(100vw - 16px)' },
          },
        }}
      >
        <NoticesList query={query} unread={unread} onGone={() => setAnchor(null)} />
      </Popover>
    </>
  );
};
