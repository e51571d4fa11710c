import '@testing-library/jest-dom';
import { judgeContent } from '@sms111/domain';
import { formatCount } from '@sms111/phrases';
import { renderPage, sampleSession } from '@sms111/web/testing';
import { screen } from '@testing-library/react';
import { useState } from 'react';
import { OTHER, SIGNATURE } from '../testing/samples';
import { useVerdict } from '../use-verdict';
import { ContentEditor } from './content-editor';

const SIGNATURES = [SIGNATURE, OTHER];

const Editor = ({ start = '' }: { start?: string }) => {
  const [body, setBody] = useState(start);
  const [signatureId, setSignatureId] = useState(SIGNATURE.id);
  const verdict = useVerdict('web', SIGNATURES, signatureId, body);
  return (
    <ContentEditor
      signatures={SIGNATURES}
      signatureId={signatureId}
      onSignature={setSignatureId}
      name="body"
      body={body}
      onBody={setBody}
      onBlur={() => undefined}
      verdict={verdict}
    />
  );
};

const show = (start?: string) =>
  renderPage(<Editor start={start} />, { session: sampleSession(['batch.send']) });
const counted = (body: string, signature = SIGNATURE.name): string => {
  const { units, segments } = judgeContent({ channel: 'web', signature, names: [signature], input: body });
  return `${formatCount(units)} 字 · ${formatCount(segments)} 則`;
};

describe('the editor of the text', () => {
  it.each([
    ['one segment', '您的申請已核准。'],
    ['exactly 70 units', '文'.repeat(61)],
    ['one unit more', '文'.repeat(62)],
    ['an emoji on the border of two segments', `${'文'.repeat(57)}😀${'字'.repeat(20)}`],
    ['an emoji that makes a third segment', `${'文'.repeat(57)}😀${'字'.repeat(66)}`],
    ['333 units', '文'.repeat(324)],
    ['line breaks', '第一行\n第二行\n\n第四行'],
  ])('counts %s as the domain does', async (_, body) => {
    const { user } = show();
    await user.click(screen.getByRole('textbox', { name: '簡訊內文' }));
    await user.paste(body);
    expect(screen.getByText(counted(body), { exact: false })).toBeInTheDocument();
  });

  it('counts as one types', async () => {
    const { user } = show();
    await user.type(screen.getByRole('textbox', { name: '簡訊內文' }), '您好😀');
    expect(screen.getByText('13 字 · 1 則', { exact: false })).toBeInTheDocument();
  });

  it('says why it is two segments, and how it would be one', () => {
    show('文'.repeat(62));
    expect(
      screen.getByText(/超過 70 字，改以每則 67 字計算，共 2 則。刪減 1 字可減為 1 則。/),
    ).toBeInTheDocument();
  });

  it('counts the chosen name with the text', async () => {
    const { user } = show('您好');
    await user.selectOptions(screen.getByRole('combobox', { name: '單位／公共服務名稱' }), OTHER.name);
    expect(screen.getByText(counted('您好', OTHER.name), { exact: false })).toBeInTheDocument();
  });

  it('shows what to mend, and mends it with one click', async () => {
    const { user } = show('洽詢電話０２－１２３４５６７８');
    expect(screen.getByText('聯絡電話無法回撥')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: '改為「02-12345678」' }));
    expect(screen.getByRole('textbox', { name: '簡訊內文' })).toHaveValue('洽詢電話02-12345678');
    expect(screen.getByText('內容檢核通過')).toBeInTheDocument();
  });
});
