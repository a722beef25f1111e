import { flag, number, options, text } from '#conversation/builder.ts'
import type { CLAIM_FOUND, CLAIM_TAKEN } from './claim-fields.ts'
import type { OWN_DATA, EXPORTED, FORGOTTEN } from './own-data-fields.ts'
import type { LOOKED_UP, NEWS, AGAIN, REMEDIES } from './track-fields.ts'
import type { zhCn } from './words/zh-cn.ts'

/** Every text there is. */
export type Words = keyof typeof zhCn

/** What is said of a short text that is too short or too long. */
export const LENGTHS = {
  'too-short': 'retry.too-short',
  'too-long': 'retry.too-long',
} as const

const yesNo = flag('yes', 'no')

/** Characters of a story that are kept whole; of a longer one the reporter is told how much was kept. */
export const STORY_MAX = 100_000

/** The matters of a report, at most five: the main one, then one option each, and all of them as they are listed. */
export const MATTERS = {
  offence: text(8),
  main: options(1, 40),
  second: options(1, 40),
  third: options(1, 40),
  fourth: options(1, 40),
  fifth: options(1, 40),
  matters: options(5, 40),
  mattersCount: number,
} as const

/** What the service gives when a conversation begins. */
export const BEGUN = {
  area: text(6),
  areaName: text(12),
  demo: yesNo,
  phone: text(20),
  noticeLink: text(80),
  /** Are health details, name and telephone told about, or asked for? */
  base: flag('duty', 'consent'),
  platform: text(12),
  hasReport: yesNo,
} as const

/** The fields that hold the matters, in order. */
export const slots = ['offence', 'second', 'third', 'fourth', 'fifth'] as const

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
    'link',
    'point',
    'mongolian',
    'empty',
  ),
  foreignLine: text(160),
  kept: text(300),
  what: text(STORY_MAX),
  gist: text(40),
  ...MATTERS,
  confidence: flag('sure', 'unsure', 'none'),
  choices: options(4, 40),
  hasChoices: yesNo,
  where: text(120),
  who: text(40),
  when: text(40),
  handOverTo: text(30),
  handOverWhy: text(80),
  receiver: text(30),
  unit: text(30),
  apart: text(STORY_MAX),
  apartGist: text(60),
} as const

/** What `list-kinds` gives. */
export const KINDS = { kinds: options(6, 40) } as const

/** What `hear-correction` gives. */
export const CORRECTED = {
  meant: flag('instead', 'besides', 'unclear'),
  wrong: text(1),
  kind: text(8),
  ...KINDS,
} as const

/** What `add-matter` gives. */
export const ADDED = { also: text(STORY_MAX), added: options(5, 40), ...MATTERS } as const

/** What `find-place` gives. */
export const PLACED = {
  where: text(120),
  who: text(40),
  whereClear: yesNo,
  inArea: flag('yes', 'no', 'unknown'),
  otherArea: text(20),
  area: text(6),
  areaName: text(12),
  demo: yesNo,
  phone: text(20),
  noticeLink: text(80),
  base: flag('duty', 'consent'),
  areaChoices: options(9, 12),
  rewardPossible: yesNo,
} as const

/** What `file` gives. */
export const FILED = {
  refusal: flag('none', 'later', 'too-many', 'same'),
  number: text(20),
  joined: yesNo,
  passcode: text(24),
  claimSecret: text(24),
  assigned: flag('lead', 'open', 'by-function', 'none', 'receiver'),
  departmentName: text(30),
  planIssuer: text(30),
  planYear: text(4),
  clause: text(20),
  several: yesNo,
  othersBy: text(60),
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
  base: flag('duty', 'consent'),
  areaChoices: options(9, 12),
  hasReport: yesNo,
} as const

/** What `read-notice` gives. */
export const NOTICE = {
  noticeVersion: text(40),
  noticeSince: text(16),
  noticeWho: text(60),
  noticeBrief: text(240),
  noticeLink: text(80),
} as const

/** What `read-age` gives. */
export const AGE = { young: yesNo, minorAge: number } as const

/** What requests give that say only whether it was done. */
export const DONE = { done: flag('yes', 'closed', 'later') } as const

type GivenBy<T> = keyof T & string

/** Every answer there is: what requests give, what reporters say, what the flows tell each other. */
export type Fields =
  | GivenBy<typeof BEGUN>
  | GivenBy<typeof CLASSIFIED>
  | GivenBy<typeof CORRECTED>
  | GivenBy<typeof ADDED>
  | GivenBy<typeof PLACED>
  | GivenBy<typeof FILED>
  | GivenBy<typeof ALARMED>
  | GivenBy<typeof LOOKED_UP>
  | GivenBy<typeof NEWS>
  | GivenBy<typeof DONE>
  | GivenBy<typeof AGAIN>
  | GivenBy<typeof REMEDIES>
  | GivenBy<typeof OWN_DATA>
  | GivenBy<typeof EXPORTED>
  | GivenBy<typeof FORGOTTEN>
  | GivenBy<typeof NOTICE>
  | GivenBy<typeof AGE>
  | GivenBy<typeof CLAIM_FOUND>
  | GivenBy<typeof CLAIM_TAKEN>
  | 'claimCode'
  | 'claimChosen'
  | 'claimWay'
  | 'claimSure'
  | 'payeeName'
  | 'payeeBank'
  | 'payeeAccount'
  | 'payeeRight'
  | 'opening'
  | 'told'
  | 'expired'
  | 'evidence'
  | 'agreed'
  | 'kindAgreed'
  | 'apartAgreed'
  | 'correction'
  | 'more'
  | 'anew'
  | 'whereAsked'
  | 'whereMore'
  | 'whereMoreAsked'
  | 'outside'
  | 'ongoing'
  | 'photos'
  | 'elsewhere'
  | 'standing'
  | 'name'
  | 'contact'
  | 'reward'
  | 'sameTold'
  | 'then'
  | 'trackNumber'
  | 'trackPasscode'
  | 'answer'
  | 'supplement'
  | 'withdrawSure'
  | 'withdrawReason'
  | 'again'
  | 'againReason'
  | 'againWish'
  | 'stillGoing'
  | 'satisfaction'
  | 'wantsPerson'
  | 'wish'
  | 'dataWish'
  | 'exportGo'
  | 'correctWhat'
  | 'ownName'
  | 'ownPhone'
  | 'anonymousSure'
  | 'forgetSure'
  | 'healthConsent'
  | 'identityConsent'
  | 'guardian'
