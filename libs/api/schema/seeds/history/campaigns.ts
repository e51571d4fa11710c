import type { Fill } from './fill';

/** A kind of notice that a unit sends again and again. Every word of it is invented. */
export interface Campaign {
  readonly name: string;
  readonly channel: 'web' | 'file' | 'api';
  /** The unit's name in the first line; absent: its default. */
  readonly signature?: string;
  /** Each recipient gets a text of its own, as in a file with a text column. */
  readonly each?: true;
  /** A long one, and not for everybody. */
  readonly seldom?: true;
  readonly body: (fill: Fill) => string;
}

const DEMO: readonly Campaign[] = [
  {
    name: '線上申辦受理通知',
    channel: 'file',
    each: true,
    body: fill =>
      `您申辦之案件（案號${fill.caseNumber}）已受理，預計${fill.day(7)}前完成，進度可於本平臺查詢。`,
  },
  {
    name: '系統維護公告',
    channel: 'web',
    body: fill => `本平臺將於${fill.day(3)}22時至翌日6時進行系統維護，期間暫停服務，造成不便敬請見諒。`,
  },
  {
    name: '滿意度問卷邀請',
    channel: 'web',
    body: fill =>
      `感謝您使用本平臺，誠摯邀請您於${fill.day(10)}前填寫滿意度問卷，作為服務精進之參考。洽詢電話02-12345678`,
  },
  {
    name: '申請資料補正通知',
    channel: 'web',
    body: fill => `您的申請尚缺身分證明文件，請於${fill.day(7)}前至本平臺補正，逾期將依現有資料審查。`,
  },
  {
    name: '活動報名確認',
    channel: 'web',
    body: fill => `您已完成${fill.day(6)}活動報名，請於當日上午9時30分前報到，並攜帶本則簡訊。`,
  },
  {
    name: '帳號安全提醒',
    channel: 'web',
    signature: '數位發展部帳號服務',
    body: () => '提醒您定期變更密碼並啟用雙因子驗證，切勿將驗證碼提供給任何人。',
  },
  {
    name: '授權即將到期通知',
    channel: 'file',
    signature: 'MyData平臺',
    each: true,
    body: fill =>
      `您的資料授權（編號${fill.caseNumber}）將於${fill.day(14)}到期，如需延長請於到期前重新授權。`,
  },
  {
    name: '數位服務說明會報名通知',
    channel: 'file',
    seldom: true,
    body: fill =>
      `本平臺訂於${fill.day(14)}上午10時辦理線上說明會，介紹數位身分驗證、個人資料下載及行動版新功能，並開放現場提問。` +
      `名額有限，請於${fill.day(9)}前完成報名；完成報名者將另以簡訊通知會議連結。如因故不克參加，請提前取消，以利候補民眾遞補。` +
      '洽詢電話02-12345678#1234',
  },
  {
    name: '資料下載完成通知',
    channel: 'file',
    signature: 'MyData平臺',
    each: true,
    body: fill =>
      `您已申請並同意下載「個人戶籍資料」，資料於${fill.time}下載完成。如非您本人下載，請洽0800-000-000`,
  },
  {
    name: '登入驗證碼',
    channel: 'api',
    signature: '數位發展部帳號服務',
    each: true,
    body: fill => `您的登入驗證碼為 ${fill.code}，5分鐘內有效，請勿提供給任何人。`,
  },
  {
    name: '案件進度通知',
    channel: 'api',
    each: true,
    body: fill => `您申辦之案件（案號${fill.caseNumber}）已核准，請於${fill.day(30)}前至本平臺下載核准文件。`,
  },
];

const VACCINATION: readonly Campaign[] = [
  {
    name: '公費流感疫苗接種提醒',
    channel: 'file',
    body: fill => `提醒您預約之公費流感疫苗接種日為${fill.day(3)}上午9時，請攜健保卡準時前往。諮詢專線1922`,
  },
  {
    name: '幼兒常規疫苗通知',
    channel: 'file',
    seldom: true,
    each: true,
    body: fill =>
      `貴子女之常規疫苗接種時程已屆（通知編號${fill.caseNumber}），請於${fill.day(21)}前攜兒童健康手冊及健保卡，` +
      '至各縣市衛生所或合約院所接種；當日如有發燒等不適，請延後接種並先諮詢醫師。諮詢專線1922',
  },
  {
    name: '登革熱防治宣導',
    channel: 'web',
    signature: '疾病管制署',
    body: () => '近期降雨頻繁，請於雨後清除積水容器，落實「巡、倒、清、刷」，共同預防登革熱。諮詢專線1922',
  },
];

const QUARANTINE: readonly Campaign[] = [
  {
    name: '入境健康關懷',
    channel: 'web',
    body: fill =>
      `您自國外返臺，請於${fill.day(14)}前留意自身健康，如有發燒或紅疹請佩戴口罩就醫並告知旅遊史。諮詢專線1922`,
  },
];

const HIGHWAY: readonly Campaign[] = [
  {
    name: '車輛定期檢驗通知',
    channel: 'file',
    each: true,
    body: fill =>
      `您名下車輛之定期檢驗期限為${fill.day(25)}（通知編號${fill.caseNumber}），請於期限前至監理所站或代檢廠完成檢驗。`,
  },
  {
    name: '違規待繳提醒',
    channel: 'file',
    body: () =>
      '您名下車輛有1筆違規待繳，請至監理服務網 https://www.mvdis.gov.tw 查詢，勿點選其他連結。客服0800-000-000',
  },
  {
    name: '豪雨預警性封路通知',
    channel: 'web',
    body: () => '受豪雨影響，山區路段自今日18時起預警性封閉，請用路人改道並留意最新路況。路況專線1968',
  },
  {
    name: '駕照審驗預約確認',
    channel: 'api',
    each: true,
    body: fill =>
      `您已完成駕照審驗預約（序號${fill.caseNumber}），請於${fill.day(5)}攜身分證及駕照準時辦理。`,
  },
];

const HOUSEHOLD: readonly Campaign[] = [
  {
    name: '戶籍謄本核准通知',
    channel: 'api',
    each: true,
    body: fill => `您申辦之戶籍謄本（案號${fill.caseNumber}）已核准，請於30日內至原申請戶所領取。1996`,
  },
  {
    name: '國民身分證領取通知',
    channel: 'file',
    each: true,
    body: fill =>
      `您申請補領之國民身分證（案號${fill.caseNumber}）已製作完成，請於${fill.day(14)}前至原申請戶所領取。1996`,
  },
  {
    name: '戶政系統維護公告',
    channel: 'web',
    body: fill => `戶政線上申辦系統將於${fill.day(2)}零時至6時維護，期間請改至戶政事務所臨櫃辦理。1996`,
  },
];

const WATER: readonly Campaign[] = [
  {
    name: '停水通知',
    channel: 'file',
    body: fill => `配合管線汰換，${fill.day(4)}22時至翌日6時貴址停水，請預先儲水。客服專線1910或0800-000-000`,
  },
  {
    name: '水費扣款通知',
    channel: 'file',
    each: true,
    body: fill =>
      `您本期水費${fill.amount(180, 2400)}元，將於${fill.day(8)}自約定帳戶扣款，請預留存款。客服專線1910`,
  },
  {
    name: '幹管搶修停水通知',
    channel: 'web',
    seldom: true,
    body: () =>
      '因道路工程挖損輸水幹管，本公司正全力搶修，預計今日23時前恢復供水。停水期間請關閉抽水機電源，並慎防火災；' +
      '復水初期水質如有混濁，請先放流數分鐘後再使用。臨時供水站位置請見本公司網站，如有疑問請洽客服專線1910',
  },
];

const LABOR: readonly Campaign[] = [
  {
    name: '勞保給付核定通知',
    channel: 'file',
    each: true,
    body: fill =>
      `您申請之給付（案號${fill.caseNumber}）業經核定，金額${fill.amount(12_000, 96_000)}元將於${fill.day(6)}匯入您指定之帳戶。`,
  },
  {
    name: '國民年金繳費提醒',
    channel: 'file',
    body: fill =>
      `您本期國民年金保險費繳款期限為${fill.day(12)}，請至金融機構、便利商店或線上繳納，以維權益。`,
  },
  {
    name: '線上申辦收件確認',
    channel: 'api',
    each: true,
    body: fill => `您線上申辦之案件（案號${fill.caseNumber}）已收件，審核結果將另行通知。`,
  },
];

const TAX: readonly Campaign[] = [
  {
    name: '退稅通知',
    channel: 'file',
    each: true,
    body: fill =>
      `您之綜合所得稅退稅款${fill.amount(500, 28_000)}元將於${fill.day(5)}匯入您指定之帳戶。本局不會以簡訊要求您操作ATM或提供帳號密碼。`,
  },
  {
    name: '營業稅申報提醒',
    channel: 'web',
    body: fill => `本期營業稅申報繳納期限為${fill.day(9)}，請多利用網路申報，以免逾期受罰。`,
  },
  {
    name: '扣繳憑單申報說明',
    channel: 'file',
    seldom: true,
    body: fill =>
      `各類所得扣繳暨免扣繳憑單申報作業將於${fill.day(40)}開始，請扣繳義務人提前核對所得人基本資料與給付金額，並多利用網路申報。` +
      '憑單已採免填發作業，所得人得於結算申報期間自行查詢所得資料；如所得人有需要，仍應填發憑單。' +
      '扣繳單位如有統一編號、名稱或負責人異動，請先完成稅籍變更登記。逾期申報或短漏報者，將依所得稅法規定處罰，並得視情節減輕。' +
      '為維護您的權益，請勿將報稅憑證交由他人使用，亦勿點選來路不明之連結，相關規定請以本局網站公告為準。洽詢電話02-12345678',
  },
];

const ANTI_FRAUD: readonly Campaign[] = [
  {
    name: '防詐宣導',
    channel: 'file',
    body: () => '政府機關不會以簡訊要求提供網銀帳密或操作ATM。如有疑問請撥打反詐騙專線165',
  },
  {
    name: '假檢警詐騙提醒',
    channel: 'web',
    body: () => '凡自稱檢警要求監管帳戶、交付現金或金融卡者均為詐騙，請立即掛斷並撥打165',
  },
];

const CLEANING: readonly Campaign[] = [
  {
    name: '清運時間調整通知',
    channel: 'file',
    body: fill => `因道路施工，${fill.day(2)}起垃圾及資源回收車改於晚間7時30分抵達，請依新時間至收運點等候。`,
  },
  {
    name: '大型廢棄物清運預約確認',
    channel: 'web',
    body: fill => `您預約之大型家具清運為${fill.day(3)}上午8時，請於當日7時前置於約定地點並維持通道暢通。`,
  },
];

/** By unit, as `demo/agencies.ts` names them. */
export const CAMPAIGNS = {
  demo: DEMO,
  vaccination: VACCINATION,
  quarantine: QUARANTINE,
  highway: HIGHWAY,
  household: HOUSEHOLD,
  water: WATER,
  labor: LABOR,
  tax: TAX,
  'anti-fraud': ANTI_FRAUD,
  cleaning: CLEANING,
} as const satisfies Readonly<Record<string, readonly Campaign[]>>;

export type CampaignsOf = keyof typeof CAMPAIGNS;
