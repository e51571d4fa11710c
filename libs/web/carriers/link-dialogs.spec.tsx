import {
  proposeCarrierChange,
  proposeLinkChange,
  proposeNewLink,
  showLink,
  testLink,
} from '@sms111/contracts';
import { refuse, renderPage, sampleSession } from '@sms111/web/testing';
import { configure, fireEvent, screen, waitFor } from '@testing-library/react';
import type { ReactNode } from 'react';
import { HabitsDialog } from './habits-dialog';
import type { LinkDetail } from './links-query';
import { NewLinkDialog } from './new-link-dialog';
import { SettingsDialog } from './settings-dialog';
import { TestMessageDialog } from './test-message-dialog';
import { sampleChange, sampleDetail, SETTINGS } from './testing/samples';

// Thirty fields in a form that jsdom lays out: slow where many share a processor.
jest.setTimeout(60_000);
configure({ asyncUtilTimeout: 60_000 });

const onClose = jest.fn();
const open = (dialog: ReactNode) =>
  renderPage(dialog, { session: sampleSession(['carrier.configure', 'carrier.control']) });
const type = (label: string, text: string) =>
  fireEvent.change(screen.getByLabelText(label), { target: { value: text } });
const press = (name: string) => fireEvent.click(screen.getByText(name, { selector: 'button' }));
/** As the API answers it: the contract's schema says so. */
const detail = showLink.response.parse(sampleDetail()) satisfies LinkDetail;

describe('proposing a change', () => {
  it('of the settings: judged before it leaves; an empty password stays what it is', async () => {
    const { server } = open(
      <SettingsDialog title="變更" linkId="CHT-A" settings={detail.settings} onClose={onClose} />,
    );
    server.on(proposeLinkChange, { changeId: sampleChange().id });
    type('視窗', '9999');
    type('原因', '業者擴充視窗');
    press('提出變更');
    await waitFor(() => expect(screen.getByLabelText('視窗').getAttribute('aria-invalid')).toBe('true'));
    expect(server.calls(proposeLinkChange)).toEqual([]);
    type('視窗', '200');
    type('長簡訊', 'sar');
    press('提出變更');
    await waitFor(() => expect(onClose).toHaveBeenCalled());
    expect(server.calls(proposeLinkChange)[0]?.body).toEqual({
      settings: { ...SETTINGS, window: 200, concat: 'sar' },
      reason: '業者擴充視窗',
    });
  });

  it('of a certificate: says what is wrong with it before it leaves, and what the server finds at its field', async () => {
    const { server } = open(
      <SettingsDialog title="變更" linkId="CHT-A" settings={detail.settings} onClose={onClose} />,
    );
    const fault = { pointer: '/settings/tlsCertificate', code: 'certificate-expired', detail: '憑證已到期' };
    server.on(proposeLinkChange, () => refuse('invalid-request', { errors: [fault] }));
    type('原因', '業者換發憑證');
    type('憑證（PEM）', '-----BEGIN CERTIFICATE-----\nMIIBxx==\n-----END CERTIFICATE-----');
    press('提出變更');
    await screen.findByText(/憑證不完整或不是 PEM 格式/);
    expect(server.calls(proposeLinkChange)).toEqual([]);
    type('憑證（PEM）', '');
    press('提出變更');
    await screen.findByText('憑證已到期');
    expect(screen.getByLabelText('憑證（PEM）').getAttribute('aria-invalid')).toBe('true');
  });

  it('of another link: like the one that is there, with a name and a password of its own', async () => {
    const { server, where } = open(
      <NewLinkDialog title="新增" carrier="CHT" settings={detail.settings} onClose={onClose} />,
    );
    server.on(proposeNewLink, { changeId: sampleChange().id });
    type('主機', '10.9.9.9');
    type('原因', '業者新增機房');
    press('提出新增線路');
    await screen.findByText('請輸入業者代碼、連字號與 1 至 8 個大寫英數字，例如 CHT-C。');
    expect(screen.getByLabelText('密碼').getAttribute('aria-invalid')).toBe('true');
    expect(server.calls(proposeNewLink)).toEqual([]);
    type('線路代號', 'cht-c');
    type('密碼', 'handover');
    press('提出新增線路');
    await waitFor(() => expect(server.calls(proposeNewLink)).toHaveLength(1));
    expect(server.calls(proposeNewLink)[0]).toMatchObject({
      params: { carrier: 'CHT' },
      body: {
        id: 'CHT-C',
        settings: { ...SETTINGS, host: '10.9.9.9' },
        password: 'handover',
        reason: '業者新增機房',
      },
    });
    expect(await screen.findByText('已提出，待另一位系統管理者核准。')).toBeTruthy();
    await waitFor(() => expect(where()).toBe(`/carriers/changes/${sampleChange().id}`));
  });

  it('of the error map: line by line, naming the one that cannot be read', async () => {
    const { server } = open(
      <HabitsDialog title="變更" carrier="CHT" habits={detail.habits} onClose={onClose} />,
    );
    server.on(proposeCarrierChange, { changeId: sampleChange().id });
    type('錯誤碼對照', 'submit,0x40b,invalid-number,other-carrier,\nerr,023,barred,again');
    expect(screen.getAllByText('第 2 行的處理「again」不能用於來源「err」。').length).toBeGreaterThan(0);
    type('錯誤碼對照', 'submit,0x40b,wrong-number,other-carrier,');
    expect(screen.getAllByText('第 1 行的原因「wrong-number」不能使用。').length).toBeGreaterThan(0);
    type('錯誤碼對照', 'submit,4x0b,invalid-number,other-carrier,');
    expect(screen.getAllByText('第 1 行的代碼「4x0b」不能使用。').length).toBeGreaterThan(0);
    type('錯誤碼對照', 'submit,0x40b');
    expect(screen.getAllByText('第 1 行缺少「原因」。').length).toBeGreaterThan(0);
    expect(screen.getByText(/invalid-number 空號或門號錯誤、/)).toBeTruthy();
    expect(
      screen.getByText(/again 稍後再送、other-carrier 改送其他業者、final 不再送、wait 仍在處理/),
    ).toBeTruthy();
    type('錯誤碼對照', 'err，023，barred，final，拒收');
    type('原因', '業者提供新代碼');
    press('提出變更');
    await waitFor(() => expect(server.calls(proposeCarrierChange)).toHaveLength(1));
    expect(server.calls(proposeCarrierChange)[0]).toMatchObject({
      params: { carrier: 'CHT' },
      body: {
        habits: {
          errors: [{ source: 'err', code: '023', reason: 'barred', action: 'final', note: '拒收' }],
          offersQuerySm: true,
          testSender: '0900111222',
        },
        reason: '業者提供新代碼',
      },
    });
  });
});

describe('a test message', () => {
  it('goes to a mobile number only, in any usual form', async () => {
    const { server } = open(<TestMessageDialog linkId="CHT-A" onClose={onClose} />);
    server.on(testLink, { testId: sampleChange().id });
    type('收訊門號', '02-2345-6789');
    press('發送 1 則測試簡訊');
    expect(server.calls(testLink)).toEqual([]);
    type('收訊門號', '0912-345-678');
    press('發送 1 則測試簡訊');
    await waitFor(() => expect(server.calls(testLink)).toHaveLength(1));
    expect(server.calls(testLink)[0]?.body).toEqual({ kind: 'message', number: '0912345678' });
  });
});
