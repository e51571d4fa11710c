/** 機關管理: which agencies may send, and how one is stopped at once (AGY-5). */
export const agencies = {
  title: '機關管理',
  lead: '各機關是否可使用本平臺。暫停立即生效，記入稽核紀錄，並通知該機關的群組管理者。',
  list: '機關',
  filters: '篩選條件',
  search: '機關名稱',
  all: '全部',
  apply: '查詢',
  clear: '清除條件',
  name: '機關',
  units: '申請單位',
  waiting: '等待派送（通）',
  state: '使用狀態',
  states: { active: '使用中', suspended: '已暫停使用' },
  none: '還沒有機關',
  noneHelp: '機關核准使用後會列在這裡。',
  noneFiltered: '沒有符合條件的機關',
  noneFilteredHelp: '請放寬條件後再查詢。',
  notAllowed: '此操作限數位部管理者與系統管理者。',
  reason: '原因',
  reasonMissing: '請填寫原因（至少 2 個字）。',
  suspend: {
    button: '暫停使用',
    title: (name: string) => `暫停「${name}」使用本平臺？`,
    effects: (waiting: string) => [
      `立即生效：該機關尚未派送的簡訊（目前 ${waiting} 通）保留在平臺，不再交給電信業者。`,
      '已交給電信業者的簡訊無法收回，送達結果照常接收與計費。',
      '恢復前不受理新的發送：網頁與檔案發送會顯示暫停原因；機關系統以 API 發送會收到 403（agency-suspended）。查詢紀錄與結果不受影響。',
      '派送時限繼續計算；受理後 24 小時仍未派送的簡訊視為逾時，不計費。',
    ],
    deed: '暫停使用',
    reasonHelp: '會顯示給該機關的使用者，並記入稽核紀錄。請勿填寫收訊門號。',
    done: (name: string) => `「${name}」已暫停使用。`,
  },
  resume: {
    button: '恢復使用',
    title: (name: string) => `恢復「${name}」使用本平臺？`,
    effects: (waiting: string) => [
      `保留的簡訊（目前 ${waiting} 通）會在數秒內自動繼續派送；內容若已不宜發送，請先由該機關取消批次。`,
      '該機關可重新發送；已逾時的簡訊不會再派送。',
    ],
    deed: '恢復使用',
    reasonHelp: '會通知該機關的群組管理者，並記入稽核紀錄。請勿填寫收訊門號。',
    done: (name: string) => `「${name}」已恢復使用。`,
  },
  /** Above every page of the agency's own people. */
  banner: {
    title: '貴機關已暫停使用本平臺',
    text: (since: string, reason: string) =>
      `自 ${since} 起，原因：${reason}。恢復前不受理新的發送，尚未派送的簡訊保留在平臺；仍可查詢紀錄與結果。請洽系統客服。`,
  },
};
