import { dayOf, startOf } from '#core/clock.ts'
import { eventTypeName } from './events.ts'

/** What people did beside the steps of a case, as the audit chain names it. */
export const auditActions: Readonly<Record<string, string>> = {
  'signed-in': '登录',
  'sign-in-locked': '登录试错太多，锁定',
  'sessions-ended': '让别处退出登录',
  'password-changed': '换密码',
  'password-reset-made': '生成重设密码的链接',
  'password-reset-used': '用链接重设密码',
  'factor-added': '设第二重验证',
  'factor-removed': '移除第二重验证',
  'factors-reset': '重置别人的第二重验证',
  'recovery-code-used': '用恢复码登录',
  'recovery-codes-made': '换恢复码',
  'sso-bound': '第一次单点登录',
  'sso-name-entered': '登记单点登录账号',
  'sso-name-removed': '取消单点登录账号',
  'case-read': '看案件',
  'case-refused': '想看案件，没有权限',
  'inbox-read': '看收件箱',
  'search-made': '搜索',
  'figure-read': '看统计里的案件',
  'gaps-read': '看方案空白清单',
  'alike-read': '看相似举报',
  'masking-read': '看遮盖的原文',
  'evidence-read': '看证据',
  'conversation-read': '看转人工的对话',
  'identity-asked': '申请查看身份',
  'identity-granted': '同意查看身份',
  'identity-refused': '不同意查看身份',
  'identity-denied': '没有批准，想看身份',
  'identity-read': '查看身份',
  'identity-ended': '提前结束查看身份',
  'address-opened': '打开联系地址（系统发送）',
  'reporters-compared': '比对是不是同一人',
  'call-entered': '登记电话',
  'order-taken': '导入工单',
  'sender-blocked': '限制恶意发送',
  'block-lifted': '解除限制',
  'blocks-read': '看限制清单',
  'hold-placed': '要求保留',
  'hold-ended': '不再保留',
  'officer-invited': '生成设置链接',
  'officer-made': '设好账号',
  'officer-disabled': '停用账号',
  'offices-imported': '换单位表',
  'area-configured': '改辖区设置',
  'retention-set': '改保存期限',
  'plan-published': '公布对照表',
  'plan-tried': '试算对照表',
  'channel-tested': '测试渠道',
  'token-made': '生成接口令牌',
  'token-revoked': '撤销接口令牌',
  'api-called': '程序用令牌调用接口',
  'clock-confirmed': '确认时钟',
  'clock-jumped': '时钟跳动',
  'shelved-taken-up': '把屏蔽来信放回待办',
  'export-read': '下载报表',
  'case-file-asked': '要做卷宗',
  'case-file-made': '下载卷宗',
  'paper-assignment': '下载转办单',
  'paper-accepted': '下载受理告知书',
  'paper-declined': '下载不予受理告知书',
  'paper-transfer': '下载移送函',
  'paper-conclusion': '下载办结报告',
  'passcode-printed': '打印查询密码',
  'own-data-exported': '举报人取走自己的资料',
  'receipt-key-made': '换回执签名密钥',
  'erasure-replayed': '恢复备份后再删一次',
  'rewards-read': '看奖励清单',
  'reward-read': '看奖励',
  'reward-refused': '奖励的一步没有权限',
  'reward-proposal-read': '看提出奖励的一页',
  'reward-letters-set': '设奖励文号的代字',
  'reward-parameters-entered': '填写奖励办法的参数',
  'reward-parameters-published': '批准并公布奖励办法的参数',
  'reward-parameters-rejected': '退回奖励办法的参数',
  'reward-parameters-taken-back': '撤回奖励办法的参数',
  'reward-year-exported': '下载奖励年度报告',
  'paper-reward-notice': '下载奖励通知书',
  'payee-read': '看收款账户',
  'notice-endpoint-added': '添加通知方式',
  'notice-endpoint-on': '启用通知方式',
  'notice-endpoint-off': '停用通知方式',
  'notice-endpoint-removed': '删除通知方式',
  'notice-endpoint-rotated': '换通知的密钥',
  'notice-endpoint-stopped': '通知方式被系统停用',
  'notice-endpoint-tested': '试发通知',
  'audit-read': '看审计记录',
  'audit-verified': '核验审计记录',
}

export const auditActionName = (action: string): string =>
  auditActions[action] ?? eventTypeName(action) ?? action

/** What somebody looked at: a list has a name, all else a number of its own. */
export const auditSubjectName = (action: string, subject: string): string =>
  action === 'inbox-read' ? (lists[subject] ?? subject) : subject

const lists: Readonly<Record<string, string>> = {
  urgent: '紧急',
  open: '待分办',
  returned: '退回待改派',
  accusations: '检举控告',
  taken: '自己认领的',
  mentioned: '提到自己的',
  mine: '在办',
  supervised: '督办件',
  today: '今天到期',
  overdue: '已超期',
  waiting: '待答复',
  others: '等别人',
  done: '已办',
  shelved: '已屏蔽来信',
  reminders: '提醒',
  decisions: '待决定',
  'gone-offices': '撤并单位的件',
}

const actors: Readonly<Record<string, string>> = {
  operator: '命令行',
  release: '发布版本',
  stranger: '没有登录的人',
  reporter: '举报人',
  system: '系统',
  clock: '系统（到时自动）',
}

export const auditActorName = (actor: string): string => actors[actor] ?? actor

/** 2026-11-22 15:04:05, as it is in Beijing: what stands in evidence is exact. */
export function exactTime(at: number): string {
  const day = dayOf(at)
  const seconds = Math.floor((at - startOf(day)) / 1000)
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
  return `${day} ${parts.map((part) => String(part).padStart(2, '0')).join(':')}`
}
