import type { Words } from '../zh-TW';

export const pages: Words['pages'] = {
  home: { name: 'Home', also: ['首頁'] },
  overview: { name: 'Overview', also: ['home', '總覽'] },
  compose: { name: 'Send from the web', also: ['compose', 'message', '發送'] },
  uploads: { name: 'Upload a list', also: ['file', '整批上傳'] },
  upload: { name: 'Check of a list', also: [] },
  batches: { name: 'Batches', also: ['progress', '發送進度'] },
  batch: { name: 'Batch', also: [] },
  records: { name: 'Send records', also: ['search', '發送紀錄'] },
  quota: { name: 'Quota', also: ['額度'] },
  apiKeys: { name: 'API keys', also: ['system', '金鑰'] },
  serviceLevel: { name: 'Service level', also: ['SLA', 'deadline', '服務水準'] },
  queue: { name: 'Queue and unconfirmed', also: ['held', '佇列', '待確認'] },
  carriers: { name: 'Carrier links', also: ['link', '線路'] },
  routing: { name: 'Number routing', also: ['ported', 'portability', 'route'] },
  retention: { name: 'Retention', also: ['destroy', 'legal hold', '紀錄保存'] },
  sessions: { name: 'My sessions', also: ['device', '登入狀態'] },
  notices: { name: 'Notices', also: ['通知'] },
  sitemap: { name: 'Site map', also: ['keys', '網站導覽'] },
  privacy: { name: 'Privacy and security policy', also: ['隱私'] },
  signIn: { name: 'Sign in', also: [] },
};
