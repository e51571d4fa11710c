import type { Words } from '../zh-TW';

export const laneRights: Words['laneRights'] = {
  title: 'Rights to lanes',
  lead: 'Messages are handed over by lane: disaster, one-time code, notice, bulk. Disaster and one-time code pass other agencies’ messages; the ministry’s administrator grants them account by account. Notice and bulk need no grant.',
  list: 'System accounts',
  filters: 'Filters',
  search: 'Agency, unit or account',
  granted: 'Granted',
  all: 'All accounts',
  apply: 'Search',
  clear: 'Clear filters',
  agency: 'Agency / unit',
  account: 'System account',
  lanes: 'Lanes it may use',
  disabled: 'Disabled',
  none: 'No system accounts',
  noneHelp: 'Agencies’ API accounts stand here once they are opened.',
  noneFiltered: 'No system account matches',
  noneFilteredHelp: 'Widen the filters and search again.',
  edit: 'Change',
  editOf: name => `Change ${name}`,
  notAllowed: 'Only the ministry’s administrator may do this.',
  editTitle: name => `Change the lanes of “${name}”`,
  urgent: 'Granted lanes',
  help: {
    disaster: 'Disaster warnings and emergency response; passes every other message.',
    code: 'One-time codes that somebody is waiting for; passes notice and bulk.',
  },
  usual:
    'Every account may use notice and bulk. Accepted messages keep their lane; new ones follow the change at once.',
  reason: 'Basis',
  reasonHelp:
    'For example the number of a letter; it stands in the audit trail. No recipient’s number, please.',
  reasonMissing: 'Name the basis (2 characters or more).',
  unchanged: 'Nothing was changed.',
  save: 'Save lanes',
  saved: 'The lanes were updated.',
};
