import type { DeskEvent } from '#service/desk-history.ts'

const names: Readonly<Record<DeskEvent['type'], string>> = {
  filed: '收到并登记',
  assigned: '分办',
  acknowledged: '确认收到紧急件',
  accepted: '受理',
  declined: '不予受理',
  returned: '退回',
  noted: '工作记录',
  asked: '问举报人',
  answered: '举报人答复',
  supplemented: '举报人补充',
  'made-anonymous': '举报人改为匿名',
  'matters-set': '事项重新归类',
  concluded: '办结',
  paused: '暂停计时',
  resumed: '恢复计时',
  'extension-asked': '申请延期',
  extended: '批准延期',
  'extension-refused': '不批准延期',
  recounted: '节假日安排变了，期限重新计算',
  'penalty-added': '补录处罚决定书文号',
  withdrawn: '举报人撤回',
  're-examination-requested': '举报人申请重新核查',
  rated: '举报人评价',
  closed: '归档',
  masked: '遮盖能认出人的字',
  unmasked: '解除遮盖',
  redacted: '永久删去',
  supervised: '督办',
  taken: '认领',
  'handed-over': '转交给同事',
  'let-go': '退回本单位，待认领',
  'patrol-given': '派网格巡查',
  patrolled: '网格巡查有结果',
  'supervision-lifted': '解除督办',
  suspected: '记为疑似恶意举报',
  'suspicion-cleared': '撤销疑似恶意举报',
  'suspicion-referred': '疑似恶意举报移送',
  merged: '并入另一件办理',
  unmerged: '撤销并案',
  joined: '并入一件',
  parted: '一件撤销并案',
  'joined-heard': '并案的举报人有补充',
  transferred: '移送',
  'transfer-received': '收到移送回执',
  'transfer-proposed': '提出移送报告',
  'transfer-decided': '本机关负责人对移送的决定',
  'transfer-followed': '移送以后的进展',
  'mediation-offered': '征求举报人是否愿意调解',
  'mediation-followed': '调解进展',
  'accused-cleared': '登记澄清文书',
  'ethics-handed': '交医德考评',
  'review-asked': '拟好答复，送第二人审核',
  reviewed: '审核通过',
  'review-sent-back': '审核退回修改',
  're-examination-granted': '同意重新核查',
  're-examination-refused': '不同意重新核查',
}

/** The same by its key alone, where it is one of a case. */
export const eventTypeName = (type: string): string | undefined =>
  Object.hasOwn(names, type) ? names[type as DeskEvent['type']] : undefined

/** What happened, as the trade says it. */
export function eventName(event: DeskEvent): string {
  if (event.type !== 'assigned' || event.text) return names[event.type]
  return event.by === 'officer' ? '转回综合监管协调岗' : '系统自动分办'
}

/** Who did it. */
export function eventActor({ type, by, officer, office }: DeskEvent): string {
  if (type === 'assigned' && by === 'reporter') return ''
  if (by === 'reporter') return '举报人'
  if (by === 'clock') return '系统'
  return [office, officer].filter(Boolean).join(' ') || '经办人员'
}
