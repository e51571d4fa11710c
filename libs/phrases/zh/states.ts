import type { Lane, Reason } from '@sms111/domain';
import type {
  BatchState,
  Channel,
  LinkState,
  MessageState,
  Network,
  Role,
  RouteMethod,
  Stage,
  StepKind,
  UploadState,
} from '../kinds';

/** Raw states never reach the screen: these do. */
export const states = {
  message: {
    accepted: '處理中',
    submitting: '派送中',
    submitted: '已派送至電信業者',
    delivered: '送達成功',
    'partly-delivered': '部分送達',
    failed: '未成功送達',
    expired: '逾時未送達',
    unknown: '結果不明',
    unconfirmed: '結果待確認',
    cancelled: '已取消',
  } satisfies Record<MessageState, string>,
  stage: {
    processing: '處理中',
    handed: '已派送至電信業者',
    delivered: '送達成功',
    failed: '未成功送達',
    unconfirmed: '結果待確認',
    cancelled: '已取消',
  } satisfies Record<Stage, string>,
  batch: {
    scheduled: '已排程',
    dispatching: '發送中',
    paused: '已暫停',
    completed: '已完成',
    cancelled: '已取消',
  } satisfies Record<BatchState, string>,
  upload: {
    checking: '檢核中',
    refused: '檔案無法讀取',
    returned: '退回，請修正',
    ready: '檢核通過',
    sent: '已發送',
  } satisfies Record<UploadState, string>,
  channel: { web: '網頁發送', file: '整批上傳', api: 'API', sftp: 'SFTP' } satisfies Record<Channel, string>,
  network: { CHT: '中華電信', TWM: '台灣大哥大', FET: '遠傳電信' } satisfies Record<Network, string>,
  /** First operators that have merged since. */
  donor: { CHT: '中華電信', TWM: '台灣大哥大', FET: '遠傳電信', TST: '台灣之星', APT: '亞太電信' },
  lane: { disaster: '災防', code: '驗證碼', notice: '通知', bulk: '大量' } satisfies Record<Lane, string>,
  noNetwork: '尚未決定',
  unknownDonor: '未配發的號段',
  role: {
    user: '使用者',
    'group-manager': '群組管理者',
    'ministry-admin': '數位部管理者',
    'system-admin': '系統管理者',
  } satisfies Record<Role, string>,
  link: {
    unbound: '未連線',
    binding: '連線中',
    bound: '已連線',
    draining: '停止交付中',
    drained: '維護中',
    off: '已停用',
  } satisfies Record<LinkState, string>,
  route: {
    override: '人工指定',
    ported: '號碼可攜資料',
    cache: '近期查詢結果',
    prefix: '門號號段',
    rerouted: '業者回覆後改派',
    unrecorded: '選定依據未留存',
    default: '預設電信業者',
  } satisfies Record<RouteMethod, string>,
  step: {
    accepted: '平臺已受理',
    routed: '已選定電信業者',
    rerouted: '已改派另一家電信業者',
    submitted: '已交給電信業者',
    refused: '電信業者拒絕受理',
    receipt: '收到電信業者回報',
    final: '結果確定',
    unconfirmed: '沒有收到電信業者回應',
    retry: '電信業者暫不受理，將再次派送',
    cancelled: '已取消',
    queried: '向電信業者查詢結果',
    resolved: '人工認定結果',
  } satisfies Record<StepKind, string>,
  /** A reason and what to do about it. */
  reason: {
    none: { name: '', todo: '' },
    delivered: { name: '手機已收到', todo: '' },
    expired: {
      name: '有效時間內未送達',
      todo: '手機可能關機或收不到訊號。仍需通知時，請稍後重新發送或改用其他方式聯絡。',
    },
    'invalid-number': {
      name: '空號或門號錯誤',
      todo: '請向民眾確認門號後更正名單，不要重新發送原門號。',
    },
    'handset-fail': {
      name: '手機無法接收',
      todo: '手機儲存空間已滿或不支援。可請民眾清理簡訊後再重新發送。',
    },
    barred: {
      name: '收訊人拒收簡訊',
      todo: '民眾已向電信業者設定拒收。請勿重新發送，改用其他方式通知。',
    },
    'content-refused': {
      name: '內容遭電信業者拒絕',
      todo: '請檢查內容是否含短網址或疑似詐騙的字句，修正後再發送。',
    },
    cancelled: { name: '發送前已取消', todo: '未交給電信業者，額度已退回。' },
    unknown: {
      name: '電信業者未回報結果',
      todo: '超過等候時間仍沒有回報，不計費。仍需通知時，請確認民眾是否收到後再決定。',
    },
    'route-fail': {
      name: '找不到可用的派送路由',
      todo: '請稍後重新發送；若持續發生，請將批次編號告知系統客服。',
    },
    'gateway-fail': {
      name: '電信線路故障',
      todo: '平臺已改用其他線路仍未成功。線路恢復後可重新發送失敗門號。',
    },
    throttled: { name: '電信業者忙線', todo: '平臺會自動再次派送，不需處理。' },
    'no-answer': {
      name: '電信業者未回應',
      todo: '簡訊可能已送出，平臺不會自動重送，以免民眾收到兩次。收到回報後結果會自動更新。',
    },
    rejected: {
      name: '電信業者拒絕派送',
      todo: '請確認門號與內容後再發送；若大量發生，請將批次編號告知系統客服。',
    },
    deleted: { name: '電信業者已刪除', todo: '簡訊在電信業者端被移除。仍需通知時請重新發送。' },
  } satisfies Record<Reason, { name: string; todo: string }>,
};
