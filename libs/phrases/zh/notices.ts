import type { NoticeKind, Params } from '../kinds';
import { formatInstant } from '../format';
import { shown } from '../problem-phrase';
import { queue } from './queue';

/** A notice: in the app (title and one sentence), and as a mail. */
export interface NoticePhrase {
  readonly title: (params: Params) => string;
  readonly text: (params: Params) => string;
}

const batchName = (params: Params): string => shown(params['name']) ?? shown(params['batchId']) ?? '批次';
/** An instant that came with the notice, to the minute of its day. */
const moment = (value: Params[string]): string => (typeof value === 'string' ? formatInstant(value) : '不明');
/** What it is about: a batch, or what a system posted in a day. */
const source = (params: Params): string =>
  shown(params['account'])
    ? `介接帳號「${shown(params['account'])}」${shown(params['day']) ?? ''} `
    : `「${batchName(params)}」`;
/** What somebody proposes: of a link by its name, of a carrier by its code. */
const changeName = ({ what, name }: Params): string => {
  if (what === 'create') return `新增線路 ${shown(name) ?? ''} `;
  return what === 'carrier'
    ? `電信業者 ${shown(name) ?? ''} 的設定變更`
    : `線路 ${shown(name) ?? ''} 的設定變更`;
};
const count = (value: Params[string]): string => shown(value) ?? '0';
/** Why messages are held, where the notice says it. */
const causes = (value: Params[string]): string => {
  const known = Object.entries(queue.held.causes).flatMap(([cause, words]) =>
    shown(value)?.split(' ').includes(cause) ? [words] : [],
  );
  return known.length > 0 ? `原因：${known.join('、')}。` : '';
};

const kinds: Record<NoticeKind, NoticePhrase> = {
  'batch-completed': {
    title: params => `「${batchName(params)}」發送完成`,
    text: params =>
      `共 ${count(params['messages'])} 通，送達成功 ${count(params['delivered'])} 通、未成功送達 ${count(params['failed'])} 通。`,
  },
  'batch-failed': {
    title: params => `「${batchName(params)}」有簡訊未成功送達`,
    text: params =>
      `共 ${count(params['messages'])} 通，其中 ${count(params['failed'])} 通未成功送達，原因與處理方式請見批次進度。`,
  },
  'batch-unconfirmed': {
    title: params => `「${batchName(params)}」有結果待確認的簡訊`,
    text: params =>
      `${count(params['unconfirmed'])} 通已交給電信業者但沒有收到回應。平臺不會自動重送，收到回報後會自動更新。`,
  },
  'batch-cancelled': {
    title: params => `「${batchName(params)}」已取消`,
    text: params => `${count(params['cancelled'])} 通未送出，額度已退回；已交給電信業者的簡訊無法收回。`,
  },
  'dispatch-at-risk': {
    title: params => `「${batchName(params)}」可能趕不上派送時限`,
    text: params =>
      `派送時限 ${moment(params['dueAt'])}，尚有 ${count(params['waiting'])} 則未派送至電信業者。平臺會繼續派送，最新進度請見批次頁面。`,
  },
  'dispatch-missed': {
    title: params => `「${batchName(params)}」已超過派送時限`,
    text: params =>
      `派送時限為 ${moment(params['dueAt'])}，通知時尚有 ${count(params['waiting'])} 則未派送至電信業者。平臺會繼續派送，延遲已列入服務水準紀錄。`,
  },
  'messages-unconfirmed': {
    title: params => `${source(params)}有 ${count(params['messages'])} 通結果待確認`,
    text: params =>
      params['messages'] === 0
        ? '先前待確認的簡訊都已有結果，請見批次進度。'
        : '簡訊可能已送出，但沒有收到電信業者回應。平臺不會自動重送，以免民眾收到兩次；有結果時會自動更新。',
  },
  'messages-held': {
    title: params => `${source(params)}有 ${count(params['messages'])} 通暫時保留`,
    text: params =>
      params['messages'] === 0
        ? '先前保留的簡訊都已處理，請見批次進度。'
        : `${causes(params['causes'])}目前無法派送的簡訊保留在平臺，原因排除後會自動派送；逾有效時間仍未派送者不計費。`,
  },
  'messages-failed': {
    title: params => `${source(params)}有 ${count(params['messages'])} 通未成功送達`,
    text: () => '未送達的簡訊不計費。原因與處理方式請見批次進度。',
  },
  'queue-alarm': {
    title: params =>
      params['what'] === 'held'
        ? `保留中的簡訊已達 ${count(params['messages'])} 通`
        : `結果待確認的簡訊已達 ${count(params['messages'])} 通`,
    text: params =>
      `已達警示門檻 ${count(params['threshold'])} 通，請至「佇列與待確認」確認線路、路由與電信業者狀況。`,
  },
  'resolution-proposed': {
    title: params => `有 ${count(params['messages'])} 通簡訊的人工認定待您覆核`,
    text: params =>
      `提案人：${shown(params['by']) ?? '不明'}。請至「佇列與待確認」核對電信業者的答復後決定。`,
  },
  'carrier-change-proposed': {
    title: params => `${changeName(params)}待您核准`,
    text: params =>
      `提出者：${shown(params['by']) ?? '不明'}。請至「電信線路」核對內容與原因後核准或退回；核准前不會生效。`,
  },
  'api-key-created': {
    title: params => `已建立新的 API 金鑰「${shown(params['label']) ?? ''}」`,
    text: params =>
      `帳號：${shown(params['account']) ?? '不明'}；建立者：${shown(params['by']) ?? '不明'}。如非貴單位人員所為，請立即停用金鑰並通報。`,
  },
  'ported-import-stopped': {
    title: params => {
      const file = shown(params['file']) ?? '';
      if (params['what'] === 'confirming') return `號碼可攜資料「${file}」待確認`;
      return params['what'] === 'refused'
        ? `號碼可攜資料「${file}」已退回`
        : `號碼可攜資料「${file}」匯入未完成`;
    },
    text: params => {
      if (params['what'] === 'confirming')
        return '已移轉門號比使用中的版本少很多，檔案可能不完整。請至「號碼路由解析」比較後確認生效或捨棄；在此之前，使用中的版本不變。';
      return params['what'] === 'refused'
        ? `檔案有 ${count(params['faults'])} 個錯誤，使用中的版本不變。請至「號碼路由解析」檢視錯誤，修正後重新上傳。`
        : '系統未能完成匯入，使用中的版本不變，請重新上傳；若仍失敗，請查看系統紀錄。';
    },
  },
  'agency-suspended': {
    title: () => '貴機關已暫停使用本平臺',
    text: params =>
      `原因：${shown(params['reason']) ?? '未載明'}。恢復前不受理新的發送，尚未派送的簡訊保留在平臺；已交給電信業者的簡訊不受影響。請洽系統客服。`,
  },
  'agency-resumed': {
    title: () => '貴機關已恢復使用本平臺',
    text: params =>
      `說明：${shown(params['reason']) ?? '未載明'}。可重新發送，保留的簡訊會自動繼續派送；逾有效時間者不計費。`,
  },
  'link-refused': {
    title: params => `線路 ${shown(params['link']) ?? ''} 的帳號或密碼遭電信業者拒絕`,
    text: params =>
      `電信業者回應 ${shown(params['answer']) ?? '不明'}。為避免帳號遭鎖定，平臺每 15 分鐘才重試一次；請確認帳號與密碼後提出設定變更。`,
  },
};

export const notices = {
  title: '通知',
  unread: (count: string) => `${count} 則未讀通知`,
  noneUnread: '沒有未讀通知',
  none: '目前沒有通知。',
  noneHelp: '批次完成、失敗或有結果待確認時，會在這裡通知您，並寄送電子郵件。',
  readAll: '全部標示為已讀',
  older: '較早的通知',
  isUnread: '未讀',
  kinds,
  mail: {
    subject: (title: string) => `【111 簡訊平臺】${title}`,
    greeting: (name: string) => `${name} 您好：`,
    link: (url: string) => `查看詳情：${url}`,
    footer:
      '本信由政府專屬短碼簡訊平臺自動寄送，請勿回覆。平臺人員不會以電話或電子郵件向您索取密碼或驗證碼。',
  },
};
