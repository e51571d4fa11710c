import Typography from '@mui/material/Typography';
import { donorName, formatInstant, networkName } from '@sms111/phrases';
import { useLanguage, useWords } from '@sms111/web/data';
import type { ReactNode } from 'react';
import type { Message } from './message';

const Line = ({ children }: { children: ReactNode }) => (
  <Typography variant="body2" sx={{ color: 'text.secondary' }}>
    {children}
  </Typography>
);

/** Why this carrier, by which data: as it was answered when the message was handed over. */
export const MessageRoute = ({ message }: { readonly message: Message }) => {
  const words = useWords();
  const language = useLanguage();
  const { message: said } = words.records;
  const { route } = message;
  if (route === null) return <Typography>{said.routeOpen}</Typography>;
  const { method, snapshot, link } = route;
  const network = networkName(route.network, language);
  const title = [network, ...(link === null ? [] : [said.link(link)]), words.states.route[method]].join(
    ' · ',
  );
  const donor = donorName(route.donor, language);
  // By prefix alone, another carrier than the first one can only be the one that it merged into.
  const merged = method === 'prefix' && route.donor !== null && route.donor !== route.network;
  const isKnown = method !== 'unrecorded';
  return (
    <>
      <Typography component="p" sx={{ fontWeight: 600 }}>
        {title}
      </Typography>
      <Line>
        {said.routeWhy[method]} {isKnown ? (merged ? said.merged(donor, network) : said.donor(donor)) : null}
      </Line>
      {isKnown ? (
        <Line>
          {snapshot === null
            ? said.noSnapshot
            : said.snapshot(
                String(snapshot.id),
                snapshot.madeAt === null ? null : formatInstant(snapshot.madeAt),
              )}
        </Line>
      ) : null}
    </>
  );
};
