import type { Words } from '../zh-TW';

export const agencies: Words['agencies'] = {
  title: 'Agencies',
  lead: 'Whether each agency may use the platform. A suspension holds at once, is audited, and the agency’s group managers are told.',
  list: 'Agencies',
  filters: 'Filters',
  search: 'Name of agency',
  all: 'All',
  apply: 'Search',
  clear: 'Clear',
  name: 'Agency',
  units: 'Units',
  waiting: 'Messages waiting',
  state: 'Use',
  states: { active: 'In use', suspended: 'Suspended' },
  none: 'There is no agency yet',
  noneHelp: 'Agencies stand here once they are approved.',
  noneFiltered: 'No agency matches',
  noneFilteredHelp: 'Widen the conditions and search again.',
  notAllowed: 'Only administrators of the ministry and of the system may do this.',
  reason: 'Reason',
  reasonMissing: 'Give a reason (2 characters at least).',
  suspend: {
    button: 'Suspend',
    title: name => `Suspend ${name}?`,
    effects: waiting => [
      `At once: its messages that were not handed over (${waiting} now) are held and go to no carrier.`,
      'What is with the carriers cannot be recalled; results still come and are charged.',
      'Until it is resumed nothing new is accepted: the web form and files say why, systems that post by API get 403 (agency-suspended). Records and results can still be read.',
      'Deadlines run on; messages that were not handed over 24 hours after acceptance expire and cost nothing.',
    ],
    deed: 'Suspend',
    reasonHelp: 'Shown to the agency’s people and kept in the audit trail. No recipients’ numbers.',
    done: name => `${name} is suspended.`,
  },
  resume: {
    button: 'Resume',
    title: name => `Let ${name} use the platform again?`,
    effects: waiting => [
      `Held messages (${waiting} now) go on by themselves within seconds; what should no longer be sent its sender cancels first.`,
      'It can send again; what has expired is not sent.',
    ],
    deed: 'Resume',
    reasonHelp: 'Told to the agency’s group managers and kept in the audit trail. No recipients’ numbers.',
    done: name => `${name} may send again.`,
  },
  banner: {
    title: 'Your agency’s use of the platform is suspended',
    text: (since, reason) =>
      `Since ${since}. Reason: ${reason}. Until it is resumed nothing new is accepted, and what was not handed over is held; records and results can still be read. Ask the service desk.`,
  },
};
