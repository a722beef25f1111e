import type { Role } from '#core/roles.ts'
import type {
  AssignmentBasis,
  CaseState,
  Danger,
  DeclineReason,
  Facts,
  Outcome,
  SourceKind,
  Standing,
  Stream,
  Task,
  TaskRole,
} from '#core/case.ts'
import type { Allocation } from '#core/plan.ts'
import type { EscalationStep } from '#core/escalation.ts'
import type { SuperviseReason } from '#core/supervision.ts'
import type { PauseReason } from '#core/task-clock.ts'
import type { TransferTo } from '#core/transfer.ts'
import type { Deed } from '#service/deed.ts'

type Names<K extends string> = Readonly<Record<K, string>>

export const caseStates: Names<CaseState> = {
  received: '已登记，待受理',
  accepted: '已受理，核查中',
  declined: '不予受理',
  concluded: '已办结',
  closed: '已归档',
  withdrawn: '举报人已撤回',
  merged: '已并案',
}

export const taskStates: Names<Task['state']> = {
  assigned: '待受理',
  accepted: '已受理',
  declined: '不予受理',
  returned: '已退回',
  concluded: '已办结',
  cancelled: '分办已撤销',
}

/** How a task stands; the intake office gives out, it does not accept. */
export function taskStateName(role: string | undefined, state: string): string {
  return role === 'intake' && state === 'assigned' ? '待分办' : nameIn(taskStates, state)
}

export const taskRoles: Names<TaskRole> = {
  lead: '主办',
  'co-lead': '主办（分别牵头）',
  responsible: '责任单位',
  cooperate: '协办',
  intake: '分办',
}

export const outcomes: Names<Outcome> = {
  substantiated: '查实',
  partly: '部分查实',
  unfounded: '查否',
  unverifiable: '无法查实',
  'transferred-to-police': '移送公安机关',
  'transferred-to-discipline': '移送纪检监察机关',
  mediated: '已调解',
  answered: '已答复',
}

export const declineReasons: Names<DeclineReason> = {
  'not-our-duty': '不属于本单位职责',
  'no-clear-object': '被举报对象或事实不明确',
  'already-in-hand': '同一事项正在办理',
  'already-concluded': '同一事项已经办结',
  'other-legal-way': '应当通过诉讼、仲裁、复议等途径解决',
  'time-barred': '超过法定期限',
  'discipline-matter': '属于纪检监察机关受理范围',
  other: '其他',
}

export const streams: Names<Stream> = {
  'tip-off': '举报',
  complaint: '投诉',
  petition: '信访',
  accusation: '检举控告',
  consultation: '咨询',
}

export const sources: Names<SourceKind> = {
  citizen: '群众',
  'npc-deputy': '人大代表',
  'cppcc-member': '政协委员',
  'social-supervisor': '社会监督员',
  media: '媒体',
  hotline: '热线转来',
}

export const standings: Names<Standing> = { anonymous: '匿名', named: '实名（身份另行保管）' }

export const dangers: Names<Danger> = {
  life: '紧急：危及生命',
  violence: '紧急：有人要伤人',
  despair: '紧急：来信人情绪危急',
}

export const ongoings: Names<NonNullable<Facts['ongoing']>> = {
  yes: '仍在发生',
  no: '已经停止',
  unknown: '不清楚',
}

export const bases: Names<AssignmentBasis> = {
  plan: '按方案条款',
  'by-function': '按法定职责建议',
  precedent: '按分办先例',
  ruling: '综合监管协调岗分办',
  intake: '综合监管协调岗办理',
  receiver: '主办单位指定受理检举控告',
}

export const allocations: Names<Allocation> = {
  sole: '一个部门负责',
  'first-listed-leads': '列第一位的牵头',
  'lead-and-cooperate': '牵头、配合分别列明',
  'each-leads-by-duty': '按职责分别牵头或负责',
  'jointly-responsible': '共同负责，未标牵头',
  'lead-with-all': '一家牵头或负责，各有关部门配合',
}

export const officerRoles: Names<Role> = {
  intake: '综合监管协调岗',
  handler: '承办人员',
  supervisor: '督办人员',
  'reward-officer': '奖励经办人员',
  auditor: '审计人员',
  administrator: '系统管理员',
}

export const deeds: Names<Deed['type']> = {
  accept: '受理',
  decline: '不予受理',
  return: '退回',
  rule: '分办',
  note: '写工作记录',
  ask: '问举报人',
  conclude: '办结',
  'add-penalty': '补录处罚文号',
  pause: '暂停计时',
  resume: '恢复计时',
  'ask-extension': '申请延期',
  extend: '批准延期',
  'refuse-extension': '不批准延期',
  acknowledge: '确认收到紧急件',
  close: '归档',
  supervise: '督办',
  'lift-supervision': '解除督办',
  suspect: '记为疑似恶意举报',
  'refer-suspicion': '移送有权机关',
  'clear-suspicion': '撤销疑似恶意举报',
  review: '审核通过并发出',
  'send-back-review': '退回修改',
  'grant-re-examination': '同意重新核查',
  'refuse-re-examination': '不同意重新核查',
  'change-lead': '变更主办单位',
  separate: '另立事项',
  merge: '并案',
  unmerge: '撤销并案',
  transfer: '登记移送函',
  'receive-transfer': '登记移送回执',
  'propose-transfer': '提出移送报告',
  'decide-transfer': '登记移送决定',
  'follow-transfer': '登记公安、检察机关的答复',
  'offer-mediation': '征求调解意见',
  'follow-mediation': '登记调解进展',
  'clear-accused': '登记澄清文书',
  'hand-ethics': '交医德考评',
}

export const transferNames: Names<TransferTo> = {
  police: '公安机关',
  discipline: '纪检监察机关',
}

export const pauseReasonNames: Names<PauseReason> = {
  appraisal: '检测、检验、检疫、鉴定',
  supplement: '等举报人补充材料',
  'other-case': '要等另一案的结果',
  hearing: '听证',
  'force-majeure': '不可抗力',
}

export const reminderWords: Names<EscalationStep> = {
  half: '期限过半',
  soon: '快到期',
  due: '到期',
  overdue: '超期',
  supervised: '超期，已报督办人员',
}

export const superviseReasonNames: Names<SuperviseReason> = {
  overdue: '超期没有办结',
  'passed-on': '多次退回、推来推去',
  serious: '可能危及生命，或者涉及人多',
  repeated: '多次反映没有解决',
  'public-attention': '媒体或群众关注',
  'from-above': '上级交办',
  other: '其他',
}

/** The name of a coded value; one this version does not know is not shown as a code. */
export const nameIn = (names: Readonly<Record<string, string>>, key: string): string =>
  (Object.hasOwn(names, key) ? names[key] : undefined) ?? '其他'

/** The fields an officer writes in. */
export const fieldNames: Names<
  | 'text'
  | 'reason'
  | 'basis'
  | 'penalty'
  | 'noPenaltyReason'
  | 'name'
  | 'what'
  | 'where'
  | 'who'
  | 'when'
  | 'elsewhere'
  | 'contact'
> = {
  what: '经过',
  where: '地点',
  who: '名称',
  when: '时间',
  elsewhere: '反映过',
  contact: '电话',
  text: '正文',
  reason: '理由',
  basis: '依据',
  penalty: '处罚决定书文号',
  noPenaltyReason: '没有处罚文号的原因',
  name: '姓名',
}

const deciding: Names<Task['state']> = {
  assigned: '在审核要不要受理',
  accepted: '已受理，正在核查',
  declined: '没有受理',
  returned: '已转给别的单位',
  concluded: '已办结',
  cancelled: '已转给别的单位',
}

const cooperating: Names<Task['state']> = {
  ...deciding,
  assigned: '配合办理',
  accepted: '配合办理',
  declined: '不再配合办理',
  concluded: '已配合办完',
}

/** How a department's part stands, for the reporter. */
export const reporterParts: Readonly<Record<TaskRole, Names<Task['state']>>> = {
  lead: deciding,
  'co-lead': deciding,
  responsible: cooperating,
  cooperate: cooperating,
  intake: { ...deciding, assigned: '在分办' },
}
