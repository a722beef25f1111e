import { apiMigration } from './api-tables.ts'
import { bandMigration } from './block-tables.ts'
import { canaryMigration } from './canary-tables.ts'
import { paceMigration } from './pace-tables.ts'
import { gridLateMigration, gridMigration } from './grid-tables.ts'
import { nominationMigration } from './nomination-tables.ts'
import { colleagueMigration } from './colleague-tables.ts'
import { ledgerMigration } from './ledger-tables.ts'
import { meetingMigration, meetingVersionMigration } from './meeting-tables.ts'
import { mergeMigration } from './merge-migration.ts'
import { queueMigration } from './queue-tables.ts'
import { decisionClockMigration, decisionMigration } from './decision-tables.ts'
import { exchangeErasedMigration, exchangeMigration } from './exchange-tables.ts'
import { exportMigration } from './export-tables.ts'
import { open311Migration } from './open311-tables.ts'
import { passwordResetMigration } from './password-reset-tables.ts'
import { payeeMigration } from './payee-tables.ts'
import { publishMigration } from './publish-tables.ts'
import { rewardDraftMigration, rewardMigration, rewardSentBackMigration } from './reward-tables.ts'
import { scrutinyMigration } from './scrutiny-tables.ts'
import { rectificationMigration } from './rectification-tables.ts'
import { signInTables } from './sign-in-tables.ts'
import { warningMigration } from './warning-tables.ts'
import { followUpMigration, subjectMigration } from './subject-tables.ts'
import { oversightMigration } from './oversight-tables.ts'
import { firstMigrations } from './first-migrations.ts'

/**
 * The history of the tables, oldest first. Append only: an entry that was released is never edited.
 * `:time` and `:bytes` stand for the dialect's types, `:strict` for its refusal of wrong types; a statement that begins with
 * `:sqlite` or `:postgres` is for that one alone.
 */
export const migrations: readonly string[] = [
  ...firstMigrations,
  apiMigration,
  rewardMigration,
  queueMigration,
  signInTables,
  mergeMigration,
  colleagueMigration,
  exportMigration,
  decisionMigration,
  payeeMigration,
  decisionClockMigration,
  passwordResetMigration,
  open311Migration,
  exchangeMigration,
  publishMigration,
  gridMigration,
  nominationMigration,
  subjectMigration,
  warningMigration,
  scrutinyMigration,
  ledgerMigration,
  rewardDraftMigration,
  rewardSentBackMigration,
  exchangeErasedMigration,
  oversightMigration,
  meetingMigration,
  rectificationMigration,
  gridLateMigration,
  meetingVersionMigration,
  canaryMigration,
  paceMigration,
  bandMigration,
  followUpMigration,
]
