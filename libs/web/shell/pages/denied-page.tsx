import { useWords } from '@sms111/web/data';
import { AppLink, LockIcon } from '@sms111/web/ui';
import { MessagePage } from './message-page';

/** The page is there, but not for this account. */
export const DeniedPage = () => {
  const { denied, notFound } = useWords().shell;
  return (
    <MessagePage
      icon={<LockIcon />}
      title={denied.title}
      text={denied.text}
      action={<AppLink to="/">{notFound.home}</AppLink>}
    />
  );
};
