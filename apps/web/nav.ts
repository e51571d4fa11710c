import type { NavGroup } from '@sms111/web/shell';
import {
  BuildingIcon,
  ComposeIcon,
  HomeIcon,
  KeyIcon,
  LaneIcon,
  LinkBoardIcon,
  LockIcon,
  ProgressIcon,
  ClockIcon,
  QuestionIcon,
  QuotaIcon,
  RecordsIcon,
  RouteIcon,
  UploadIcon,
} from '@sms111/web/ui';

/** Every page that can be gone to, by task. Rights decide what each person sees of it. */
export const NAV: readonly NavGroup[] = [
  {
    group: 'start',
    pages: [
      { page: 'home', to: '/', icon: HomeIcon, needs: ['home.view', 'batch.send'] },
      { page: 'overview', to: '/', icon: HomeIcon, needs: ['home.view'], unless: 'batch.send' },
    ],
  },
  {
    group: 'send',
    pages: [
      { page: 'compose', to: '/compose', icon: ComposeIcon, needs: ['batch.send'] },
      { page: 'uploads', to: '/uploads', icon: UploadIcon, needs: ['upload.create'] },
    ],
  },
  {
    group: 'follow',
    pages: [
      { page: 'batches', to: '/batches', icon: ProgressIcon, needs: ['batch.view'] },
      { page: 'records', to: '/records', icon: RecordsIcon, needs: ['record.search'] },
    ],
  },
  {
    group: 'manage',
    pages: [
      { page: 'quota', to: '/quota', icon: QuotaIcon, needs: ['quota.view', 'batch.send'] },
      { page: 'apiKeys', to: '/api-keys', icon: KeyIcon, needs: ['api-key.manage'] },
      { page: 'agencies', to: '/agencies', icon: BuildingIcon, needs: ['agency.view'] },
      { page: 'laneRights', to: '/lane-rights', icon: LaneIcon, needs: ['lane.view'] },
    ],
  },
  {
    group: 'operate',
    pages: [
      { page: 'carriers', to: '/carriers', icon: LinkBoardIcon, needs: ['carrier.view'] },
      { page: 'queue', to: '/queue', icon: QuestionIcon, needs: ['queue.view'] },
      { page: 'routing', to: '/routing', icon: RouteIcon, needs: ['routing.view'] },
      { page: 'serviceLevel', to: '/service-level', icon: ClockIcon, needs: ['service-level.view'] },
      { page: 'retention', to: '/retention', icon: LockIcon, needs: ['retention.view'] },
    ],
  },
];
