import Link, { type LinkProps } from '@mui/material/Link';
import { Link as RouterLink } from 'react-router';

/** A link within the application. */
export const AppLink = ({ to, ...rest }: Omit<LinkProps<'a'>, 'href'> & { to: string }) => (
  <Link component={RouterLink} to={to} {...rest} />
);
