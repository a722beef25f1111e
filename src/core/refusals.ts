/** Every reason for which the core says no, so that each edge can be asked for its sentence. */
export const refusals = [
  // about a draft
  'draft-incomplete',
  // about who asks
  'role-may-not',
  'case-not-visible',
  'area-not-yours',
  'wrong-actor',
  'task-not-yours',
  // about where the case stands
  'case-closed',
  'case-withdrawn',
  'already-declined',
  'already-concluded',
  'not-concluded',
  'not-urgent',
  'already-acknowledged',
  'already-re-examined',
  // about where the task stands
  'task-unknown',
  'already-accepted',
  'not-accepted',
  'already-returned',
  'task-cancelled',
  'returned-once',
  'already-ruled',
  'intake-cannot-accept',
  'intake-cannot-return',
  'cooperating-cannot-return',
  'outcome-not-for-intake',
  'intake-office-missing',
  // about the matter
  'matter-unknown',
  'matter-not-open',
  'matter-already-assigned',
  'matters-missing',
  'matter-in-hand',
  'lead-missing',
  'intake-cannot-be-assigned',
  'office-named-twice',
  'task-known',
  'accused-is-responsible',
  // about questions
  'question-unknown',
  'question-open',
  'already-answered',
  // about what was written
  'reason-missing',
  'basis-missing',
  'text-missing',
  'text-too-short',
  'text-too-long',
  'penalty-or-reason-missing',
  'facts-already-given',
  // about a suspicion
  'suspicion-known',
  'suspicion-none',
  'suspicion-referred',
  'suspicion-same-officer',
  'organ-missing',
  // about an identity
  'identity-none',
  'identity-already-asked',
  'identity-self-grant',
  'identity-same-role',
  'identity-already-answered',
  'identity-not-yours',
  'identity-not-granted',
  'identity-grant-over',
  'purpose-missing',
  'grant-hours-missing',
  'reason-too-short',
  // about an acknowledgement
  'receipt-unreadable',
] as const

export type RefusalKey = (typeof refusals)[number]
