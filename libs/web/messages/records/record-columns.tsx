import { type ResponseOf, type searchMessages } from '@sms111/contracts';
import { formatCount, networkName, reasonWords } from '@sms111/phrases';
import { TONES, useLanguage, useWords } from '@sms111/web/data';
import { type Column, StatusBadge, Time } from '@sms111/web/ui';
import { Excerpt } from '../message/excerpt';

export type RecordLine = ResponseOf<typeof searchMessages>['items'][number];

/** One line a message: when, to whom (masked), what it begins with, how it went. */
export const useRecordColumns = (): Column<RecordLine>[] => {
  const words = useWords();
  const language = useLanguage();
  const { columns } = words.records;
  return [
    {
      key: 'at',
      header: columns.acceptedAt,
      width: 176,
      nowrap: true,
      cell: ({ acceptedAt }) => <Time at={acceptedAt} />,
    },
    {
      key: 'number',
      header: columns.number,
      width: 124,
      nowrap: true,
      cell: ({ number }) => number || words.common.unknown,
    },
    {
      key: 'excerpt',
      header: columns.excerpt,
      cell: ({ excerpt }) => <Excerpt text={excerpt} />,
    },
    {
      key: 'segments',
      header: columns.segments,
      align: 'end',
      width: 64,
      cell: ({ segments }) => formatCount(segments),
    },
    {
      key: 'state',
      header: columns.state,
      nowrap: true,
      cell: ({ state, reason }) => (
        <StatusBadge
          tone={TONES.message[state]}
          label={words.states.message[state]}
          detail={state === 'delivered' ? null : reasonWords(reason, language).name || null}
        />
      ),
    },
    {
      key: 'carrier',
      header: columns.carrier,
      width: 104,
      nowrap: true,
      cell: ({ carrier }) => networkName(carrier, language),
    },
    {
      key: 'channel',
      header: columns.channel,
      from: 'lg',
      width: 92,
      nowrap: true,
      cell: ({ channel }) => words.states.channel[channel],
    },
  ];
};
