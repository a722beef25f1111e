import type { Generated, Transaction } from 'kysely'
import type { ApiTables } from './api-tables.ts'
import type { BlockTables } from './block-tables.ts'
import type { CanaryTables } from './canary-tables.ts'
import type { CaseTables } from './case-tables.ts'
import type { ColleagueTables } from './colleague-tables.ts'
import type { ConversationTables } from './conversation-tables.ts'
import type { DepartmentTables } from './department-tables.ts'
import type { ErasureTables } from './erasure-tables.ts'
import type { ExchangeTables } from './exchange-tables.ts'
import type { ExportTables } from './export-tables.ts'
import type { Open311Tables } from './open311-tables.ts'
import type { FactTables } from './fact-tables.ts'
import type { GridTables } from './grid-tables.ts'
import type { HotlineTables } from './hotline-tables.ts'
import type { NominationTables } from './nomination-tables.ts'
import type { MeetingTables } from './meeting-tables.ts'
import type { QueueTables } from './queue-tables.ts'
import type { LedgerTables } from './ledger-tables.ts'
import type { DecisionTables } from './decision-tables.ts'
import type { RatingTables } from './rating-tables.ts'
import type { RectificationTables } from './rectification-tables.ts'
import type { ReminderTables } from './reminder-tables.ts'
import type { PasswordResetTables } from './password-reset-tables.ts'
import type { PaceTables } from './pace-tables.ts'
import type { PayeeTables } from './payee-tables.ts'
import type { PublishTables } from './publish-tables.ts'
import type { RewardTables } from './reward-tables.ts'
import type { ScrutinyTables } from './scrutiny-tables.ts'
import type { SearchTables } from './search-tables.ts'
import type { SignInTables } from './sign-in-tables.ts'
import type { WarningTables } from './warning-tables.ts'
import type { SubjectTables } from './subject-tables.ts'
import type { OversightTables } from './oversight-tables.ts'

/** A transaction's handle: every function of the store takes it first. */
export type Tx = Transaction<Schema>

type Sealed = Uint8Array

/**
 * The tables. Plain columns are number, area, offence, clause, department, state, dates and random ids;
 * every word a person wrote is a `sealed` column, but for what is published: a plan's reading and why it was changed. Times are milliseconds, days are `YYYY-MM-DD`.
 */
export interface Schema
  extends
    ApiTables,
    CanaryTables,
    CaseTables,
    ErasureTables,
    ExchangeTables,
    ExportTables,
    Open311Tables,
    DepartmentTables,
    GridTables,
    HotlineTables,
    NominationTables,
    SearchTables,
    SignInTables,
    SubjectTables,
    OversightTables,
    FactTables,
    ReminderTables,
    DecisionTables,
    RatingTables,
    RewardTables,
    PaceTables,
    PayeeTables,
    PublishTables,
    PasswordResetTables,
    ColleagueTables,
    ConversationTables,
    BlockTables,
    ScrutinyTables,
    LedgerTables,
    WarningTables,
    MeetingTables,
    RectificationTables,
    QueueTables {
  migrations: { id: number; at: number }
  timers: {
    session: string
    wait: string
    at: number
    leasedBy: string | null
    leaseUntil: number | null
  }
  counters: { area: string; year: number; last: number }
  /** Where a report is answered beside the place it came from; of whose place it is nothing is in clear. */
  places: { caseId: string; finder: string; sealed: Sealed; turn: number }
  hops: { mark: string; news: string }
  channelStates: {
    channel: string
    state: string
    why: string | null
    since: number
    lastIn: number | null
    lastOut: number | null
    errorCode: string | null
    errorAt: number | null
    /** When a process that runs the channel last said so. */
    seenAt: number
  }
  waiting: { session: string; area: string; why: string; at: number }
  forwards: { id: string; session: string; at: number; keyId: string; sealed: Sealed }
  receipts: { number: string; caseId: string; passcodeHmac: string }
  throttles: { asker: string; tries: number; until: number }
  audit: {
    area: string
    seq: number
    at: number
    actor: string
    action: string
    subject: string
    reason: string | null
    sealed: Sealed | null
    hash: Sealed
  }
  auditHeads: { area: string; count: number; hash: Sealed; mac: Sealed; digest: Generated<string> }
  officers: {
    id: string
    name: string
    login: string
    passwordHash: string
    role: string
    office: string
    area: string
    disabledAt: number | null
    invitedBy: string | null
    passwordAt: number | null
    ssoName: string | null
    ssoSubject: string | null
  }
  setups: {
    tokenHash: string
    role: string
    area: string
    office: string
    name: string
    expiresAt: number
    usedAt: number | null
    invitedBy: string | null
  }
  webSessions: {
    idHash: string
    officer: string
    csrf: string
    createdAt: number
    seenAt: number
    expiresAt: number
    /** How the officer proved who they are. */
    way: string
    /** Browser and system, in two words. */
    agent: string
  }
  offices: {
    id: string
    area: string
    name: string
    department: string
    place: string
    level: string
    delegatedBy: string | null
  }
  evidence: {
    id: string
    session: string
    caseId: string | null
    keyId: string
    kind: string
    type: string
    size: number
    digest: string
    cleaned: string
    cleanedSize: number | null
    state: string
    name: Sealed | null
    at: number | null
    /** By the virus scanner: clean, infected (with its finding) or unchecked; NULL where there is none. */
    checked: string | null
    finding: string | null
  }
  /** Files that come piece by piece, until they are whole. */
  uploads: {
    id: string
    owner: string
    keyId: string
    kind: string
    size: number
    name: Sealed | null
    at: number
  }
  precedents: {
    number: string
    area: string
    offence: string
    lead: string
    cooperate: string
    on: string
    at: number
    keyId: string
    sealed: Sealed
  }
  packVersions: {
    area: string
    number: number
    at: number
    by: string
    reason: string
    release: string
    base: string
    content: Uint8Array
    hash: string
  }
  addresses: { handle: string; channel: string; keyId: string; sealed: Sealed }
  identities: { caseId: string; keyId: string; sealed: Sealed }
  identityRequests: {
    id: string
    caseId: string
    number: string
    area: string
    purpose: string
    asker: string
    keyId: string
    asked: Sealed
    askedAt: number
    state: string
    answeredBy: string | null
    answer: Sealed | null
    answeredAt: number | null
    until: number | null
    links: string | null
    proof: Sealed | null
    seenAt: number | null
    endedAt: number | null
  }
  noticesTold: { handle: string; version: string; at: number }
  receiptKeys: {
    id: string
    algorithm: string
    publicKey: Uint8Array
    sealed: Sealed
    madeAt: number
    retiredAt: number | null
  }
  /** `believed`: the latest time; `jump`: from `at` to `to`; `confirmed`: how often, in `to`. */
  clock: { id: string; at: number; to: number | null }
}
