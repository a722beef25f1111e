import type { CrimeWait } from '#core/crime-next.ts'
import type { Assessment, ElementAnswer } from '#core/crime.ts'
import type { MediationBody } from '#core/mediation.ts'

/** What comes next, in plain words. */
export const waitWords: Readonly<Record<CrimeWait, string>> = {
  approve:
    '移送报告已经提出。下一步：请本机关正职负责人或者主持工作的负责人决定，由提出报告的人以外的另一人登记决定。',
  letter: '已经批准移送。下一步：出具案件移送书，连同清单上的材料送同级公安机关。',
  receipt: '移送书已经出具。下一步：请公安机关在回执上签字，把签收日期登记在这里。',
  copy: '还要做：把移送书和材料目录抄送同级人民检察院，登记日期。',
  answer:
    '公安机关已经签收。下一步：等它决定立案还是不立案，收到通知书后登记文号和日期。过了日子没有消息，先催问，再请督办人员协调。',
  'send-again':
    '公安机关退回要求补充。下一步：补齐材料再送一次；补不齐、不再移送的，依法继续处理。',
  items: '公安机关已经立案。下一步：把涉案物品和其他材料移交公安机关，办好交接手续，登记日期。',
  objection:
    '公安机关决定不立案。下一步三选一：认为应当立案的，提请公安机关复议，或者建议人民检察院立案监督；没有异议的，依法继续处理。',
  'second-objection':
    '复议后仍然不立案。下一步二选一：还有异议的，建议人民检察院立案监督；没有异议的，依法继续处理。',
  reconsideration: '已经提请复议。下一步：等公安机关的复议决定，收到后登记。',
  prosecutor: '已经建议人民检察院立案监督。下一步：等检察院答复，收到后登记。',
  'go-on': '公安机关不立案已经定下来。下一步：依法继续处理，该处罚的处罚，登记从哪天接着办。',
}

/** Which rule of `crimes.json` stands behind it. */
export const ruleOfWait: Readonly<Record<CrimeWait, string>> = {
  approve: 'approve',
  letter: 'letter',
  receipt: 'receipt',
  copy: 'copy',
  answer: 'answer',
  'send-again': 'go-on',
  items: 'items',
  objection: 'objection',
  'second-objection': 'second-objection',
  reconsideration: 'reconsideration',
  prosecutor: 'prosecutor',
  'go-on': 'go-on',
}

export const elementAnswers: Readonly<Record<ElementAnswer, string>> = {
  yes: '有',
  no: '没有',
  unsure: '还不清楚',
}

export const assessments: Readonly<Record<Assessment, string>> = {
  met: '必须具备的都有，严重情形至少一项',
  unsure: '还有不清楚的，可以先提出，在报告里写明',
  'not-met': '不够',
}

export const bodyNames: Readonly<Record<MediationBody, string>> = {
  people: '人民调解组织',
  industry: '行业组织',
}

/** Where a plan says nothing of it. */
export const planSilent = '本辖区的方案没有要求，供参考。'
