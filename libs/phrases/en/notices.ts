import { formatInstant } from '../format';
import type { Params } from '../kinds';
import { shown } from '../problem-phrase';
import { queue } from './queue';
import type { Words } from '../zh-TW';

const batchName = (params: Params): string => shown(params['name']) ?? shown(params['batchId']) ?? 'A batch';
/** An instant that came with the notice, to the minute of its day. */
const moment = (value: Params[string]): string =>
  typeof value === 'string' ? formatInstant(value) : 'at an unknown time';
const source = (params: Params): string =>
  shown(params['account'])
    ? `System account “${shown(params['account'])}”, ${shown(params['day']) ?? ''}`
    : `“${batchName(params)}”`;
const changeName = ({ what, name }: Params): string => {
  if (what === 'create') return `New link ${shown(name) ?? ''}`;
  return what === 'carrier'
    ? `A change of carrier ${shown(name) ?? ''}`
    : `A change of link ${shown(name) ?? ''}`;
};
const count = (value: Params[string]): string => shown(value) ?? '0';
/** Why messages are held, where the notice says it. */
const causes = (value: Params[string]): string => {
  const known = Object.entries(queue.held.causes).flatMap(([cause, words]) =>
    shown(value)?.split(' ').includes(cause) ? [words] : [],
  );
  return known.length > 0 ? `${known.join('; ')}. ` : '';
};

export const notices: Words['notices'] = {
  title: 'Notices',
  unread: count => `${count} unread notices`,
  noneUnread: 'No unread notices',
  none: 'There are no notices.',
  noneHelp: 'You are told here and by e-mail when a batch ends, fails or awaits confirmation.',
  readAll: 'Mark all as read',
  older: 'Older notices',
  isUnread: 'Unread',
  kinds: {
    'batch-completed': {
      title: params => `“${batchName(params)}” is complete`,
      text: params =>
        `${count(params['messages'])} messages: ${count(params['delivered'])} delivered, ${count(params['failed'])} not delivered.`,
    },
    'batch-failed': {
      title: params => `“${batchName(params)}” has undelivered messages`,
      text: params =>
        `${count(params['failed'])} of ${count(params['messages'])} were not delivered. The batch page says why and what to do.`,
    },
    'batch-unconfirmed': {
      title: params => `“${batchName(params)}” awaits confirmation`,
      text: params =>
        `${count(params['unconfirmed'])} messages were handed over without an answer. They are not resent by machine; results update by themselves.`,
    },
    'batch-cancelled': {
      title: params => `“${batchName(params)}” was cancelled`,
      text: params =>
        `${count(params['cancelled'])} messages were not sent and their quota is back. What was handed over cannot be recalled.`,
    },
    'dispatch-at-risk': {
      title: params => `“${batchName(params)}” may miss its deadline`,
      text: params =>
        `Due ${moment(params['dueAt'])}; ${count(params['waiting'])} segments are not with a carrier yet. Sending goes on; the batch page shows how it stands.`,
    },
    'dispatch-missed': {
      title: params => `“${batchName(params)}” has missed its deadline`,
      text: params =>
        `It was due ${moment(params['dueAt'])}; ${count(params['waiting'])} segments were not with a carrier when this was written. Sending goes on, and the delay is on record.`,
    },
    'messages-unconfirmed': {
      title: params => `${source(params)}: ${count(params['messages'])} messages await confirmation`,
      text: params =>
        params['messages'] === 0
          ? 'All of them have a result by now; see the batch page.'
          : 'They may have left, but the carrier did not answer. They are not resent by machine; results update by themselves.',
    },
    'messages-held': {
      title: params => `${source(params)}: ${count(params['messages'])} messages are held`,
      text: params =>
        params['messages'] === 0
          ? 'None of them is held any more; see the batch page.'
          : `${causes(params['causes'])}They cannot be handed over at present and leave by themselves when the cause is gone; what expires before costs nothing.`,
    },
    'messages-failed': {
      title: params => `${source(params)}: ${count(params['messages'])} messages were not delivered`,
      text: () => 'They cost nothing. The batch page says why and what to do.',
    },
    'queue-alarm': {
      title: params =>
        params['what'] === 'held'
          ? `${count(params['messages'])} messages are held`
          : `${count(params['messages'])} messages await confirmation`,
      text: params =>
        `The alarm was set at ${count(params['threshold'])}. Look at links, routes and carriers on the page “Queue and unconfirmed”.`,
    },
    'resolution-proposed': {
      title: params => `A decision on ${count(params['messages'])} messages in doubt awaits you`,
      text: params =>
        `Proposed by ${shown(params['by']) ?? 'unknown'}. Check the carrier’s answer on the page “Queue and unconfirmed”, then decide.`,
    },
    'carrier-change-proposed': {
      title: params => `${changeName(params)} awaits your approval`,
      text: params =>
        `Proposed by ${shown(params['by']) ?? 'unknown'}. Check it on the page “Carrier links” and approve or reject it; until then nothing changes.`,
    },
    'api-key-created': {
      title: params => `A new API key “${shown(params['label']) ?? ''}” was created`,
      text: params =>
        `Account: ${shown(params['account']) ?? 'unknown'}; by: ${shown(params['by']) ?? 'unknown'}. If it was none of your people, revoke the key at once and report it.`,
    },
    'ported-import-stopped': {
      title: params => {
        const file = shown(params['file']) ?? '';
        if (params['what'] === 'confirming') return `Ported numbers “${file}” await confirmation`;
        return params['what'] === 'refused'
          ? `Ported numbers “${file}” were refused`
          : `Ported numbers “${file}” could not be imported`;
      },
      text: params => {
        if (params['what'] === 'confirming')
          return 'It has far fewer ported numbers than the version in force: the file may be cut short. Compare and decide on the page “Number routing”; until then nothing changes.';
        return params['what'] === 'refused'
          ? `The file has ${count(params['faults'])} faults; the version in force stays. See them on the page “Number routing”, mend the file and upload it again.`
          : 'The import could not be completed; the version in force stays. Upload it again; if that fails too, look at the logs.';
      },
    },
    'agency-suspended': {
      title: () => 'Your agency’s use of the platform is suspended',
      text: params =>
        `Reason: ${shown(params['reason']) ?? 'not given'}. Until it is resumed nothing new is accepted, and what was not handed over is held; what is with the carriers goes on. Ask the service desk.`,
    },
    'agency-resumed': {
      title: () => 'Your agency may use the platform again',
      text: params =>
        `Note: ${shown(params['reason']) ?? 'none'}. You can send again, and held messages go on by themselves; what has expired costs nothing.`,
    },
    'link-refused': {
      title: params => `The carrier refuses our name or password on link ${shown(params['link']) ?? ''}`,
      text: params =>
        `It answered ${shown(params['answer']) ?? 'nothing known'}. So as not to be locked out, the platform tries only every 15 minutes; check name and password and propose a change.`,
    },
  },
  mail: {
    subject: title => `[111 SMS Platform] ${title}`,
    greeting: name => `Dear ${name},`,
    link: url => `See: ${url}`,
    footer:
      'Sent automatically by the Government Short-Code SMS Platform; please do not reply. Our staff never ask for passwords or codes.',
  },
};
