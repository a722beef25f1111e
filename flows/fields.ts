import { flag, options, text } from '#conversation/builder.ts'
import type { zhCn } from './words/zh-cn.ts'

/** Every text there is. */
export type Words = keyof typeof zhCn

/** What is said of a short text that is too short or too long. */
export const LENGTHS = {
  'too-short': 'retry.too-short',
  'too-long': 'retry.too-long',
} as const

const yesNo = flag('yes', 'no')

/** What the service gives when a conversation begins. */
export const BEGUN = {
  area: text(6),
  areaName: text(12),
  demo: yesNo,
  phone: text(20),
  noticeLink: text(80),
  platform: text(12),
  hasReport: yesNo,
} as const

/** What `classify` gives. */
export const CLASSIFIED = {
  intent: flag(
    'report',
    'accusation',
    'not-ours',
    'consultation',
    'status',
    'greeting',
    'person',
    'empty',
  ),
  foreign: yesNo,
  what: text(2000),
  gist: text(40),
  offence: text(8),
  confidence: flag('sure', 'unsure', 'none'),
  choices: options(4, 40),
  offences: options(5, 40),
  hasChoices: yesNo,
  where: text(120),
  who: text(40),
  when: text(40),
  handOverTo: text(30),
  handOverWhy: text(80),
  receiver: text(30),
} as const

/** What `find-place` gives. */
export const PLACED = {
  where: text(120),
  who: text(40),
  inArea: flag('yes', 'no', 'unknown'),
  otherArea: text(20),
  area: text(6),
  areaName: text(12),
  demo: yesNo,
  phone: text(20),
  noticeLink: text(80),
  areaChoices: options(9, 12),
  rewardPossible: yesNo,
} as const

/** What `file` gives. */
export const FILED = {
  refusal: flag('none', 'later', 'too-many'),
  number: text(20),
  passcode: text(24),
  assigned: flag('lead', 'open', 'by-function', 'none', 'receiver'),
  departmentName: text(30),
  planIssuer: text(30),
  planYear: text(4),
  clause: text(20),
  several: yesNo,
  reply: text(16),
  replyBasis: flag('law', 'practice', 'none'),
  hasReport: yesNo,
} as const

/** What `file-urgent` gives. */
export const ALARMED = {
  refusal: flag('none', 'area', 'later'),
  urgentNumber: text(20),
  number: text(20),
  passcode: text(24),
  placeClear: yesNo,
  area: text(6),
  areaName: text(12),
  demo: yesNo,
  phone: text(20),
  noticeLink: text(80),
  areaChoices: options(9, 12),
  hasReport: yesNo,
} as const

/** What `look-up` gives. */
export const LOOKED_UP = {
  found: flag('yes', 'several', 'none', 'wrong', 'slow'),
  reports: options(6, 36),
  number: text(20),
  state: flag(
    'received',
    'open',
    'accepted',
    're-examined',
    'concluded',
    'declined',
    'closed',
    'withdrawn',
    'none',
  ),
  departmentName: text(30),
  changedOn: text(12),
  dueOn: text(12),
  news: yesNo,
  waitMinutes: text(4),
} as const

/** What `news` gives. */
export const NEWS = {
  newsKind: flag(
    'accepted',
    'declined',
    'referred',
    'acknowledged',
    'question',
    'concluded',
    'other',
    'none',
    'no-report',
  ),
  newsText: text(360),
  departmentName: text(30),
  dueOn: text(12),
  question: text(40),
  number: text(20),
  more: yesNo,
} as const

/** What `answer`, `supplement`, `withdraw` and `re-examine` give. */
export const DONE = { done: flag('yes', 'closed', 'later') } as const

type GivenBy<T> = keyof T & string

/** Every answer there is: what requests give, what reporters say, what the flows tell each other. */
export type Fields =
  | GivenBy<typeof BEGUN>
  | GivenBy<typeof CLASSIFIED>
  | GivenBy<typeof PLACED>
  | GivenBy<typeof FILED>
  | GivenBy<typeof ALARMED>
  | GivenBy<typeof LOOKED_UP>
  | GivenBy<typeof NEWS>
  | GivenBy<typeof DONE>
  | 'opening'
  | 'told'
  | 'expired'
  | 'evidence'
  | 'agreed'
  | 'also'
  | 'whereAsked'
  | 'outside'
  | 'ongoing'
  | 'photos'
  | 'elsewhere'
  | 'standing'
  | 'name'
  | 'contact'
  | 'reward'
  | 'then'
  | 'trackNumber'
  | 'trackPasscode'
  | 'answer'
  | 'supplement'
  | 'withdrawSure'
  | 'withdrawReason'
  | 'again'
  | 'againReason'
  | 'wantsPerson'
  | 'wish'
