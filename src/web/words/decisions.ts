import type { DecisionKind } from '#core/open-decisions.ts'

/** What is to be decided, or seen to, as the lists of the desk call it. */
export const decisionNames: Readonly<Record<DecisionKind, string>> = {
  extension: '申请延期',
  're-examination': '举报人申请再查',
  review: '答复等审核',
  'transfer-letter': '移送函没有出',
  'transfer-receipt': '移送回执没有回来',
  'transfer-approval': '移送报告等负责人决定',
  'prosecutor-copy': '还没有抄送检察院',
  'police-answer': '等公安机关立案决定',
  'transfer-again': '公安退回，等补充后再移送',
  'police-items': '公安已立案，等移交物品和材料',
  'police-objection': '公安不立案，等决定是否复议',
  'prosecutor-answer': '等检察院立案监督答复',
  'transfer-goes-on': '公安不立案，等依法继续处理',
}
