import type { DecisionKind } from '#core/open-decisions.ts'

/** What is to be decided, or seen to, as the lists of the desk call it. */
export const decisionNames: Readonly<Record<DecisionKind, string>> = {
  extension: '申请延期',
  're-examination': '举报人申请再查',
  review: '答复等审核',
  'transfer-letter': '移送函没有出',
  'transfer-receipt': '移送回执没有回来',
}
