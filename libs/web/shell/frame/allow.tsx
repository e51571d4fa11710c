import type { Permission } from '@sms111/domain';
import { useSession } from '@sms111/web/data';
import type { ReactNode } from 'react';
import { DeniedPage } from '../pages/denied-page';

/** A page that takes rights; whoever lacks one is told, should they come by an address. */
export const Allow = ({
  needs,
  children,
}: {
  readonly needs: readonly Permission[];
  readonly children: ReactNode;
}) => {
  const { permissions } = useSession();
  return needs.every(permission => permissions.includes(permission)) ? children : <DeniedPage />;
};
