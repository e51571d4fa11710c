import type { Permission } from '@sms111/domain';
import type { Words } from '@sms111/phrases';
import type { SvgIconComponent } from '@sms111/web/ui';

/** A page that can be gone to from anywhere. */
export interface NavPage {
  readonly page: keyof Words['pages'];
  readonly to: string;
  readonly icon: SvgIconComponent;
  /** Rights that it takes, all of them. */
  readonly needs: readonly Permission[];
  /** With this right another entry stands for it. */
  readonly unless?: Permission;
}

/** Pages of one task. */
export interface NavGroup {
  readonly group: keyof Words['shell']['group'];
  readonly pages: readonly NavPage[];
}

/** What somebody may enter; a group of which nothing is left goes too. */
export const allowedNav = (groups: readonly NavGroup[], permissions: readonly string[]): NavGroup[] => {
  const has = (permission: Permission) => permissions.includes(permission);
  return groups
    .map(({ group, pages }) => ({
      group,
      pages: pages.filter(({ needs, unless }) => needs.every(has) && !(unless && has(unless))),
    }))
    .filter(({ pages }) => pages.length > 0);
};
