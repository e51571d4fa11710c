import type { ProblemCode } from '@sms111/contracts';
import { formatBytes, formatInstant } from '../format';
import { minutesOf, shown, type ProblemPhrase } from '../problem-phrase';
import { retention } from './retention';

const wait = (seconds: Parameters<typeof minutesOf>[0]): string => {
  const minutes = minutesOf(seconds);
  return minutes === null ? '請稍後再試。' : `請於 ${minutes} 分鐘後再試。`;
};

const NOT_DUE: Readonly<Record<string, string>> = retention.blocker;

/** What happened and what to do, for every problem of the contract. */
export const problems: Record<ProblemCode, ProblemPhrase> = {
  'invalid-request': { title: '填寫的資料有誤', detail: () => '請依標示的欄位修正後再送出。' },
  'malformed-body': {
    title: '無法讀取送出的內容',
    detail: () => '內容須為 UTF-8 編碼的 JSON，請檢查格式後再送出。',
  },
  'body-too-large': {
    title: '檔案或內容過大',
    detail: ({ maximum }) =>
      typeof maximum === 'number'
        ? `上限為 ${formatBytes(maximum)}，請分成較小的檔案或批次，分次送出。`
        : '請分成較小的檔案或批次，分次送出。',
  },
  'unsupported-media-type': {
    title: '不支援的內容類型',
    detail: () => '請以 UTF-8 編碼的 application/json 送出；上傳檔案請使用整批上傳功能。',
  },
  'not-signed-in': { title: '尚未登入或登入已逾時', detail: () => '請重新登入後繼續。' },
  'sign-in-failed': { title: '無法登入', detail: () => '帳號或密碼不正確，請確認後再試。' },
  'code-wrong': {
    title: '驗證碼不正確',
    detail: ({ restart }) =>
      restart ? '驗證碼錯誤次數過多，請重新輸入帳號與密碼。' : '驗證碼不正確，請確認後重新輸入。',
  },
  'code-expired': {
    title: '驗證碼已失效',
    detail: ({ restart }) =>
      restart === false
        ? '驗證碼已失效，請重新寄送。'
        : '驗證碼已失效，請重新輸入帳號與密碼，取得新的驗證碼。',
  },
  'too-many-attempts': {
    title: '嘗試次數過多',
    detail: ({ seconds }) => `為保護帳號，暫停登入。${wait(seconds)}`,
  },
  'csrf-token-wrong': { title: '頁面已過期', detail: () => '請重新整理頁面後再操作一次。' },
  'address-not-allowed': {
    title: '您的網路位址不在白名單',
    detail: ({ address }) =>
      shown(address)
        ? `目前位址為 ${shown(address)}。請由機關網路連線，或洽貴機關的群組管理者申請開通。`
        : '請由機關網路連線，或洽貴機關的群組管理者申請開通。',
  },
  'api-key-wrong': {
    title: 'API 金鑰無效',
    detail: () => '請檢查 Authorization 標頭是否為「Bearer 金鑰」，並確認金鑰未停用。',
  },
  'wrong-door': {
    title: '帳號類型不符',
    detail: () => 'API 帳號不能登入網頁，網頁帳號也不能呼叫 API，請使用正確的帳號。',
  },
  'permission-missing': {
    title: '您的帳號沒有這項權限',
    detail: () => '如業務需要，請洽貴單位的群組管理者。',
  },
  'not-found': { title: '找不到這筆資料', detail: () => '可能已刪除、超過保存期限，或不屬於您的單位。' },
  'not-acceptable-content': {
    title: '簡訊內容不符格式',
    detail: () => '請依標示處修正內容後再發送，本次沒有發送任何簡訊。',
  },
  'signature-unknown': {
    title: '找不到所選的署名',
    detail: () => '署名可能已異動，請重新選擇單位或公共服務名稱。',
  },
  'no-recipients': { title: '沒有可發送的門號', detail: () => '請至少輸入一個國內手機號碼。' },
  'recipients-returned': {
    title: '部分門號需要修正',
    detail: ({ returned }) =>
      shown(returned)
        ? `有 ${shown(returned)} 個門號不符格式，請修正或刪除後再發送，本次沒有發送任何簡訊。`
        : '請修正或刪除標示的門號後再發送，本次沒有發送任何簡訊。',
  },
  'too-many-recipients': {
    title: '門號數量超過上限',
    detail: ({ limit }) =>
      shown(limit) ? `一次最多 ${shown(limit)} 個門號，請改用整批上傳。` : '請改用整批上傳。',
  },
  'upload-not-ready': { title: '檔案仍在檢核', detail: () => '檢核完成後即可繼續，請稍候。' },
  'upload-held': {
    title: '名單檔有退回的列',
    detail: ({ returned }) =>
      shown(returned)
        ? `有 ${shown(returned)} 列需要修正。請下載退回明細，修正後重新上傳。`
        : '請下載退回明細，修正後重新上傳。',
  },
  'upload-already-sent': { title: '這份名單已經發送', detail: () => '請到「發送進度」查看，不需重複發送。' },
  'partial-send-off': {
    title: '不能只發送檢核通過的列',
    detail: () => '依數位發展部現行規定，須將整份名單修正後才能發送。',
  },
  'file-returned': { title: '檔案已退回', detail: () => '請依說明修正檔案後重新上傳。' },
  'batch-refused': {
    title: '整批未受理',
    detail: () => '要求全部成功，但有項目不符規定。請依各項結果修正後重新送出，本次沒有發送任何簡訊。',
  },
  'message-returned': {
    title: '簡訊已退回',
    detail: () => '這則簡訊不符規定，沒有發送。請依標示的欄位修正後重新送出。',
  },
  'quota-short': {
    title: '額度不足',
    detail: ({ needed, remaining }) =>
      shown(needed) && shown(remaining)
        ? `本次需要 ${shown(needed)} 則，目前尚可發送 ${shown(remaining)} 則。請減少收訊門號，或洽貴單位的群組管理者調整額度。`
        : '請減少收訊門號，或洽貴單位的群組管理者調整額度。',
  },
  'allocation-missing': {
    title: '尚未配發額度',
    detail: () => '您的帳號還沒有發送額度，請洽貴單位的群組管理者。',
  },
  'contract-closed': {
    title: '不在契約期間',
    detail: () => '目前不在共同供應契約的使用期間，無法發送。請洽貴機關的承辦人。',
  },
  'lane-not-granted': {
    title: '沒有使用此派送順序的權限',
    detail: ({ lane }) =>
      `本帳號未取得「${String(lane)}」派送順序的權限，簡訊沒有受理。請改用 notice 或 bulk，或洽系統客服申請。`,
  },
  'agency-suspended': {
    title: '機關已暫停使用',
    detail: ({ since, reason }) =>
      `貴機關${typeof since === 'string' ? `自 ${formatInstant(since)} 起` : '目前'}暫停使用本平臺，簡訊沒有受理。${reason === undefined ? '' : `原因：${String(reason)}。`}請洽系統客服。`,
  },
  'nothing-in-doubt': {
    title: '沒有待確認的簡訊',
    detail: () => '可能剛收到電信業者的回應或回報，或已由他人認定。請重新整理後確認。',
  },
  'doubt-changed': {
    title: '待確認的簡訊數量已變動',
    detail: ({ messages }) =>
      `目前符合條件的有 ${shown(messages) ?? '不同數量的'} 通，與畫面顯示的不同。請重新確認數量後再送出。`,
  },
  'doubt-too-large': {
    title: '一次認定的數量過多',
    detail: ({ maximum }) =>
      `一次最多認定 ${shown(maximum) ?? '5000'} 通，請以電信業者、線路、批次或期間縮小範圍。`,
  },
  'second-person-needed': {
    title: '須由另一位系統管理者決定',
    detail: () => '提案人不能核可自己的提案，只能撤回；請另一位系統管理者登入後核可或退回。',
  },
  'state-conflict': {
    title: '目前狀態不能這樣做',
    detail: ({ living }) =>
      shown(living)
        ? `這個帳號已停用，或已有 ${shown(living)} 把使用中的金鑰。請先停用不再使用的金鑰。`
        : '資料可能剛被更新，請重新整理後確認目前狀態。',
  },
  'test-sender-missing': {
    title: '尚未設定測試簡訊的發送號碼',
    detail: () => '測試簡訊不使用 111 發送。請先在業者設定中提出測試發送號碼，經核准後再試。',
  },
  'month-not-due': {
    title: '這個月份還不能銷毀',
    detail: ({ blocker }) =>
      `${NOT_DUE[String(blocker)] ?? '條件尚未符合'}。請重新整理頁面，確認期滿日與保全狀態。`,
  },
  'client-ref-taken': {
    title: '自訂序號已使用',
    detail: () => '同一個 clientRef 已用於不同的內容。若要發送新簡訊，請使用新的序號。',
  },
  'idempotency-key-reused': {
    title: 'Idempotency-Key 重複使用',
    detail: () => '同一個鍵 24 小時內已用於不同的內容，請改用新的鍵。',
  },
  'idempotency-in-progress': {
    title: '相同的要求處理中',
    detail: () => '前一次相同的要求尚未完成，請稍後以同一個鍵查詢結果。',
  },
  'rate-limited': {
    title: '要求過於頻繁',
    detail: ({ seconds }) => wait(seconds),
  },
  unavailable: {
    title: '服務暫時無法使用',
    detail: () => '系統忙碌中，請稍候再試。已受理的簡訊不受影響。',
  },
  internal: {
    title: '系統發生錯誤',
    detail: () => '請稍後再試；若持續發生，請將問題追蹤代碼告知系統客服。',
  },
};
