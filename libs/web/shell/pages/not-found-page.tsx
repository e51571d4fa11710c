import { useWords } from '@sms111/web/data';
import { AppLink, QuestionIcon } from '@sms111/web/ui';
import { MessagePage } from './message-page';

/** An address that leads nowhere. */
export const NotFoundPage = () => {
  const { notFound } = useWords().shell;
  return (
    <MessagePage
      icon={<QuestionIcon />}
      title={notFound.title}
      text={notFound.text}
      action={<AppLink to="/">{notFound.home}</AppLink>}
    />
  );
};
