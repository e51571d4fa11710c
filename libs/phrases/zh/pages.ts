/** Names of pages: navigation, breadcrumbs, titles and the search read these. */
export const pages = {
  home: { name: '首頁', also: ['home'] },
  overview: { name: '總覽', also: ['首頁', 'overview'] },
  compose: { name: '網頁發送', also: ['發送', '簡訊', 'compose'] },
  uploads: { name: '整批上傳', also: ['檔案', '名單', 'upload'] },
  upload: { name: '名單檢核', also: [] },
  batches: { name: '發送進度', also: ['批次', 'batch'] },
  batch: { name: '批次進度', also: [] },
  records: { name: '發送紀錄', also: ['查詢', 'record'] },
  quota: { name: '發送額度', also: ['額度', 'quota'] },
  apiKeys: { name: 'API 金鑰', also: ['介接', 'api', 'key'] },
  carriers: { name: '電信線路', also: ['線路', '電信業者', 'link'] },
  sessions: { name: '我的登入狀態', also: ['裝置', 'session'] },
  notices: { name: '通知', also: ['notice'] },
  sitemap: { name: '網站導覽', also: ['快速鍵', 'sitemap'] },
  privacy: { name: '隱私權及資訊安全宣告', also: ['隱私', 'privacy'] },
  signIn: { name: '登入', also: [] },
} satisfies Record<string, { name: string; also: string[] }>;
