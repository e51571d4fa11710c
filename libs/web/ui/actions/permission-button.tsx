import { LockIcon } from '../icons/icons';
import { DeedButton, type DeedButtonProps } from './deed-button';

interface PermissionButtonProps extends DeedButtonProps {
  readonly allowed: boolean;
  /** Said when it is not allowed. */
  readonly deniedReason: string;
}

/** A deed that takes a right: without it, locked, with a lock and the reason. */
export const PermissionButton = ({ allowed, deniedReason, ...rest }: PermissionButtonProps) => (
  <DeedButton
    {...rest}
    disabledReason={allowed ? rest.disabledReason : deniedReason}
    startIcon={allowed ? rest.startIcon : <LockIcon />}
  />
);
