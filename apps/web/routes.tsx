import type { Permission } from '@sms111/domain';
import { NoticesBell } from '@sms111/web/notices';
import { loadQuotaPage, QuotaChip } from '@sms111/web/quota';
import { AccountMenu, loadSessionsPage, loadSignInPage, SessionWatch } from '@sms111/web/session';
import {
  Allow,
  CrashPage,
  LanguageSwitch,
  DisplayMenu,
  NotFoundPage,
  PrivacyPage,
  PublicFrame,
  SessionGate,
  Shell,
  SitemapPage,
} from '@sms111/web/shell';
import type { ComponentType } from 'react';
import type { RouteObject } from 'react-router';
import { NAV } from './nav';

/** A page that is fetched when it is first gone to, for those who have the rights. */
const page = (
  path: string,
  needs: readonly Permission[],
  load: () => Promise<ComponentType>,
): RouteObject => ({
  path,
  lazy: async () => {
    const Component = await load();
    return {
      element: (
        <Allow needs={needs}>
          <Component />
        </Allow>
      ),
    };
  },
});

const tools = (
  <>
    <QuotaChip />
    <NoticesBell />
  </>
);

const corner = (
  <>
    <LanguageSwitch />
    <DisplayMenu />
  </>
);

const compose = () => import('@sms111/web/compose');
const messages = () => import('@sms111/web/messages');

export const ROUTES: RouteObject[] = [
  {
    errorElement: <CrashPage />,
    children: [
      {
        path: '/sign-in',
        lazy: async () => {
          const SignInPage = await loadSignInPage();
          return { element: <SignInPage corner={corner} /> };
        },
      },
      {
        path: '/privacy',
        element: (
          <PublicFrame>
            <PrivacyPage />
          </PublicFrame>
        ),
      },
      {
        element: (
          <SessionGate>
            <Shell nav={NAV} tools={tools} account={<AccountMenu />} watch={<SessionWatch />} />
          </SessionGate>
        ),
        children: [
          {
            errorElement: <CrashPage inShell />,
            children: [
              page('/', ['home.view'], async () => (await import('@sms111/web/home')).HomePage),
              page('/compose', ['batch.send'], async () => (await compose()).ComposePage),
              page('/uploads', ['upload.create'], async () => (await compose()).UploadsPage),
              page('/uploads/:uploadId', ['upload.create'], async () => (await compose()).UploadPage),
              page('/batches', ['batch.view'], async () => (await messages()).BatchesPage),
              page('/batches/:batchId', ['batch.view'], async () => (await messages()).BatchPage),
              page('/records', ['record.search'], async () => (await messages()).RecordsPage),
              page('/quota', ['quota.view'], loadQuotaPage),
              page(
                '/api-keys',
                ['api-key.manage'],
                async () => (await import('@sms111/web/accounts')).ApiKeysPage,
              ),
              page(
                '/agencies',
                ['agency.view'],
                async () => (await import('@sms111/web/agencies')).AgenciesPage,
              ),
              page(
                '/lane-rights',
                ['lane.view'],
                async () => (await import('@sms111/web/accounts')).LaneRightsPage,
              ),
              page(
                '/carriers',
                ['carrier.view'],
                async () => (await import('@sms111/web/carriers')).CarriersPage,
              ),
              page(
                '/retention',
                ['retention.view'],
                async () => (await import('@sms111/web/operations')).RetentionPage,
              ),
              page(
                '/carriers/changes/:changeId',
                ['carrier.view'],
                async () => (await import('@sms111/web/carriers')).ChangePage,
              ),
              page(
                '/carriers/:linkId',
                ['carrier.view'],
                async () => (await import('@sms111/web/carriers')).LinkPage,
              ),
              page(
                '/routing',
                ['routing.view'],
                async () => (await import('@sms111/web/routing')).RoutingPage,
              ),
              page(
                '/service-level',
                ['service-level.view'],
                async () => (await import('@sms111/web/service-level')).ServiceLevelPage,
              ),
              page('/queue', ['queue.view'], async () => (await import('@sms111/web/queue')).QueuePage),
              page('/sessions', [], loadSessionsPage),
              { path: '/sitemap', element: <SitemapPage nav={NAV} /> },
              { path: '*', element: <NotFoundPage /> },
            ],
          },
        ],
      },
    ],
  },
];
