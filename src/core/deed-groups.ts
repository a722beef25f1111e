import type { CommandType } from './command.ts'

/** Deeds that go together, so that roles, states and screens name them once. */

/** What an office does with its own part of a case, in the order in which the desk offers it. */
export const handlingDeeds = [
  'accept',
  'decline',
  'return',
  'ask',
  'conclude',
  'add-penalty',
  'pause',
  'resume',
  'ask-extension',
  'note',
] as const satisfies readonly CommandType[]

/** What a second officer does with a draft. */
export const reviewDeeds = ['review', 'send-back-review'] as const satisfies readonly CommandType[]

/** What is done where a reporter asks to look again. */
export const reExaminationDeeds = [
  'grant-re-examination',
  'refuse-re-examination',
] as const satisfies readonly CommandType[]

export const suspicionDeeds = [
  'suspect',
  'clear-suspicion',
  'refer-suspicion',
] as const satisfies readonly CommandType[]

/** What is done to words that may tell who somebody is. */
export const wordDeeds = ['mask', 'unmask', 'redact'] as const satisfies readonly CommandType[]

/** What sends a part of a case on: to the police, to who mediates, to who clears a name or rates conduct. */
export const elsewhereDeeds = [
  'propose-transfer',
  'decide-transfer',
  'follow-transfer',
  'offer-mediation',
  'follow-mediation',
  'clear-accused',
  'hand-ethics',
] as const satisfies readonly CommandType[]

/** What takes more than the case: another office, another case, another organ. */
export const wideDeeds = [
  'change-lead',
  'separate',
  'merge',
  'unmerge',
  'transfer',
  'receive-transfer',
] as const satisfies readonly CommandType[]

export type ElsewhereType = (typeof elsewhereDeeds)[number]
export type WideType = (typeof wideDeeds)[number]

const among =
  <T extends string>(deeds: readonly T[]) =>
  (type: string): type is T =>
    deeds.some((one) => one === type)

export const isElsewhereType = among(elsewhereDeeds)
export const isWideType = among(wideDeeds)
