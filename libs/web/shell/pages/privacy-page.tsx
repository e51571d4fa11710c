import { useWords } from '@sms111/web/data';
import { KeyValue, Page, Section } from '@sms111/web/ui';

/** 隱私權及資訊安全宣告. */
export const PrivacyPage = () => {
  const w = useWords();
  const { privacy } = w.shell;
  return (
    <Page
      title={privacy.title}
      lead={privacy.lead}
      width="form"
      crumbs={[{ name: w.pages.home.name, to: '/' }]}
    >
      <Section title={w.common.product}>
        <KeyValue items={privacy.parts.map(({ title, text }) => ({ name: title, value: text }))} />
      </Section>
    </Page>
  );
};
