import type { Role } from '@sms111/domain';
import type { CampaignsOf } from '../history/campaigns';

export interface AccountSeed {
  readonly login: string;
  readonly name: string;
  readonly role: Role;
  /** Segments of the unit's orders that this account may send. */
  readonly allocation?: number;
  /** How much of the history is its doing, against the others' shares; absent: nothing. */
  readonly share?: number;
  /** A14. */
  readonly autoPrefix?: boolean;
  /** Its password, second factor or key is told to whoever starts the demonstration. */
  readonly told?: boolean;
}

export interface UnitSeed {
  readonly name: string;
  /** The first is the default. */
  readonly signatures: readonly string[];
  /** 訂單, segments: 10,000–5,000,000 each (BIL-1). */
  readonly orders: readonly number[];
  readonly campaigns?: CampaignsOf;
  readonly accounts: readonly AccountSeed[];
}

export interface AgencySeed {
  readonly name: string;
  readonly kind: 'central' | 'local' | 'enterprise';
  readonly units: readonly UnitSeed[];
}

/** A user and a manager of a unit as nobody signs in as: their passwords are thrown away. */
const people = (
  login: string,
  unit: string,
  [user, manager]: readonly [number, number],
  share: number,
): AccountSeed[] => [
  { login: `${login}-user`, name: `${unit}承辦人`, role: 'user', allocation: user, share },
  {
    login: `${login}-manager`,
    name: `${unit}管理者`,
    role: 'group-manager',
    allocation: manager,
    share: share / 3,
  },
];

const system = (login: string, name: string, allocation: number, share: number): AccountSeed => ({
  login,
  name,
  role: 'system',
  allocation,
  share,
});

/** Where the accounts are that one signs in with; its being there says that the demo data is loaded. */
export const DEMO_AGENCY: AgencySeed = {
  name: '數位發展部（示範）',
  kind: 'central',
  units: [
    {
      name: '測試公共服務平臺',
      signatures: ['測試公共服務平臺', 'MyData平臺', '數位發展部帳號服務'],
      orders: [2_000_000, 1_000_000],
      campaigns: 'demo',
      accounts: [
        { login: 'user', name: '示範使用者', role: 'user', allocation: 1_000_000, share: 24, told: true },
        {
          login: 'manager',
          name: '示範群組管理者',
          role: 'group-manager',
          allocation: 500_000,
          share: 8,
          told: true,
        },
        { ...system('demo-api', '示範介接系統', 500_000, 8), told: true },
        {
          ...system('demo-api-prefix', '示範介接系統（自動帶入署名）', 100_000, 3),
          autoPrefix: true,
          told: true,
        },
      ],
    },
    {
      name: '數位政府司',
      signatures: ['數位發展部數位政府司'],
      orders: [],
      accounts: [{ login: 'ministry', name: '示範數位部管理者', role: 'ministry-admin', told: true }],
    },
    {
      name: '平臺維運組',
      signatures: ['政府專屬短碼簡訊平臺'],
      orders: [],
      accounts: [{ login: 'admin', name: '示範系統管理者', role: 'system-admin', told: true }],
    },
  ],
};

/** Their names are public; what they send is invented. */
export const OTHER_AGENCIES: readonly AgencySeed[] = [
  {
    name: '衛生福利部疾病管制署',
    kind: 'central',
    units: [
      {
        name: '預防接種組',
        signatures: ['衛生福利部疾病管制署', '疾病管制署'],
        orders: [5_000_000, 1_200_000],
        campaigns: 'vaccination',
        accounts: people('cdc', '預防接種組', [4_000_000, 500_000], 9),
      },
      {
        name: '檢疫組',
        signatures: ['衛生福利部疾病管制署檢疫組'],
        orders: [10_000],
        campaigns: 'quarantine',
        accounts: people('cdc-border', '檢疫組', [8_000, 2_000], 2),
      },
    ],
  },
  {
    name: '交通部公路局',
    kind: 'central',
    units: [
      {
        name: '監理組',
        signatures: ['交通部公路局', '監理服務網'],
        orders: [3_000_000],
        campaigns: 'highway',
        accounts: [
          ...people('thb', '監理組', [1_800_000, 200_000], 8),
          system('thb-api', '監理業務系統', 500_000, 4),
        ],
      },
    ],
  },
  {
    name: '內政部戶政司',
    kind: 'central',
    units: [
      {
        name: '戶籍行政科',
        signatures: ['內政部戶政司'],
        orders: [800_000],
        campaigns: 'household',
        accounts: [
          ...people('ris', '戶籍行政科', [300_000, 100_000], 4),
          system('ris-api', '戶政線上申辦系統', 400_000, 7),
        ],
      },
    ],
  },
  {
    name: '台灣自來水股份有限公司',
    kind: 'enterprise',
    units: [
      {
        name: '客服中心',
        signatures: ['台灣自來水公司', '台灣自來水公司第四區管理處'],
        orders: [2_500_000],
        campaigns: 'water',
        accounts: people('twc', '客服中心', [2_000_000, 300_000], 9),
      },
    ],
  },
  {
    name: '勞動部勞工保險局',
    kind: 'central',
    units: [
      {
        name: '給付業務組',
        signatures: ['勞動部勞工保險局', '勞保局'],
        orders: [1_500_000],
        campaigns: 'labor',
        accounts: [
          ...people('bli', '給付業務組', [900_000, 100_000], 6),
          system('bli-api', '勞保線上申辦系統', 300_000, 3),
        ],
      },
    ],
  },
  {
    name: '財政部臺北國稅局',
    kind: 'central',
    units: [
      {
        name: '服務科',
        signatures: ['財政部臺北國稅局'],
        orders: [1_000_000],
        campaigns: 'tax',
        accounts: people('ntbt', '服務科', [700_000, 100_000], 5),
      },
    ],
  },
  {
    name: '內政部警政署',
    kind: 'central',
    units: [
      {
        name: '165反詐騙諮詢專線',
        signatures: ['內政部警政署165'],
        orders: [4_000_000],
        campaigns: 'anti-fraud',
        accounts: people('npa', '165反詐騙諮詢專線', [3_500_000, 200_000], 4),
      },
    ],
  },
  {
    name: '臺中市政府環境保護局',
    kind: 'local',
    units: [
      {
        name: '環境設施大隊',
        signatures: ['臺中市政府環境保護局'],
        orders: [500_000],
        campaigns: 'cleaning',
        accounts: people('tcepb', '環境設施大隊', [400_000, 50_000], 5),
      },
    ],
  },
];
