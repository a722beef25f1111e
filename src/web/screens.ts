import { may, type Action, type Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'

interface Bilingual {
  readonly zh: string
  readonly en: string
}

/** A page that serves something a plan asks for. */
export interface Screen {
  /** What `national/systems.json` names it by. */
  readonly id: string
  readonly path: (area: AreaCode) => string
  readonly name: Bilingual
  /** What it is for, in a sentence. */
  readonly what: string
  /** The right it needs; `public` needs none. */
  readonly action: Action | 'public'
}

/** Every screen that stands on the hub page or serves a system of a plan. Whoever adds a screen adds a line to its part. */
export const screens: readonly Screen[] = [
  // 来件和办理
  {
    id: 'inbox',
    path: () => '/desk',
    name: { zh: '收件箱', en: 'Inbox' },
    what: '举报、投诉按方案条款分到部门，从受理到办结都在这里。',
    action: 'see-inbox',
  },
  {
    id: 'decisions',
    path: () => '/desk/decisions',
    name: { zh: '待决定', en: 'Decisions' },
    what: '延期、再查、发出前的审核，等人定的事项。',
    action: 'review',
  },
  {
    id: 'reminders',
    path: () => '/desk/reminders',
    name: { zh: '提醒', en: 'Reminders' },
    what: '快到期、到期和超期的件，按工作时间提醒。',
    action: 'review',
  },
  {
    id: 'search',
    path: () => '/desk/search',
    name: { zh: '查找', en: 'Search' },
    what: '按编号、机构、地点和经过找以前的件。',
    action: 'see-inbox',
  },
  {
    id: 'hotline',
    path: () => '/desk/hotline',
    name: { zh: '电话登记', en: 'Hotline' },
    what: '接电话的人当场登记，和网上来的一样分办。',
    action: 'enter-calls',
  },
  {
    id: 'people',
    path: () => '/desk/people',
    name: { zh: '等人回话', en: 'Waiting for a person' },
    what: '要和工作人员说话的人，在这里接。',
    action: 'talk-to-reporter',
  },
  {
    id: 'exchange',
    path: () => '/desk/exchange',
    name: { zh: '系统对接', en: 'Exchange' },
    what: '别的监管系统发来的检查结果和处罚文号，看过再记到件里。',
    action: 'note',
  },
  // 监督和数字
  {
    id: 'dashboard',
    path: () => '/desk/dashboard',
    name: { zh: '统计', en: 'Figures' },
    what: '收到、办结、超期、退回，按部门、违法行为和地方。',
    action: 'see-statistics',
  },
  {
    id: 'warnings',
    path: () => '/desk/warnings',
    name: { zh: '风险预警', en: 'Risk warnings' },
    what: '来件激增、相似来件、药械不良事件和媒体线索，按条款交给部门，签收、了结留痕。',
    action: 'see-warnings',
  },
  {
    id: 'gaps',
    path: () => '/desk/gaps',
    name: { zh: '方案空白清单', en: 'Gaps of the plan' },
    what: '方案没有写到、没有定牵头的事项，供联席会议补齐。',
    action: 'see-gaps',
  },
  {
    id: 'scrutiny',
    path: (area) => `/desk/scrutiny?area=${area}`,
    name: { zh: '督察', en: 'Scrutiny of departments' },
    what: '各县、各部门的超期、退回、再查和不满意，谁可以约谈，督察报告。',
    action: 'see-scrutiny',
  },
  {
    id: 'interviews',
    path: (area) => `/desk/scrutiny/interviews?area=${area}`,
    name: { zh: '约谈和整改', en: 'Admonitory talks' },
    what: '约谈谁、改什么、哪天前改完，到期回头看。',
    action: 'see-scrutiny',
  },
  {
    id: 'file-checks',
    path: (area) => `/desk/scrutiny/file-checks?area=${area}`,
    name: { zh: '稽查抽案', en: 'Checks of closed files' },
    what: '按种子随机抽办结的件，评级、整改，可以重抽核对。',
    action: 'see-scrutiny',
  },
  {
    id: 'derelictions',
    path: (area) => `/desk/scrutiny/derelictions?area=${area}`,
    name: { zh: '失职线索', en: 'Leads about dereliction' },
    what: '像失职的记成线索，移交有权机关，记答复，不下结论。',
    action: 'scrutinise',
  },
  {
    id: 'ledger',
    path: (area) => `/desk/ledger?area=${area}`,
    name: { zh: '工作台账', en: 'Work ledger' },
    what: '方案附件的任务、期限和负责部门，做到哪一步，超期看得见。',
    action: 'see-statistics',
  },
  {
    id: 'offices',
    path: (area) => `/desk/admin/areas/${area}`,
    name: { zh: '单位和委托', en: 'Offices and delegation' },
    what: '哪级哪个部门设哪个单位，镇街由谁委托，人员在哪里。',
    action: 'manage-offices',
  },
  {
    id: 'plan',
    path: (area) => `/desk/admin/areas/${area}/plan`,
    name: { zh: '方案和分工', en: 'The plan as it is read' },
    what: '每种违法行为归哪一条、谁牵头，改动留下版本。',
    action: 'edit-plan',
  },
  {
    id: 'audit',
    path: () => '/desk/audit',
    name: { zh: '审计记录', en: 'Audit trail' },
    what: '谁在什么时候看过、做过什么，连成链，不能悄悄改。',
    action: 'read-audit',
  },
  {
    id: 'rewards',
    path: () => '/desk/rewards',
    name: { zh: '举报奖励', en: 'Rewards' },
    what: '奖励的提出、审核、批准和发放。',
    action: 'see-rewards',
  },
  {
    id: 'templates',
    path: () => '/desk/templates',
    name: { zh: '办理用语', en: 'Texts' },
    what: '告知、问话和答复的统一用语。',
    action: 'supervise',
  },
  {
    id: 'exports',
    path: () => '/desk/exports',
    name: { zh: '定期的报表', en: 'Scheduled reports' },
    what: '周报、月报按时做好，PDF 和 XLSX。',
    action: 'see-statistics',
  },
  {
    id: 'channels',
    path: () => '/desk/channels',
    name: { zh: '渠道', en: 'Channels' },
    what: '网页、微信、电话各个渠道通不通，在这里试。',
    action: 'see-channels',
  },
  // 被举报对象
  {
    id: 'subjects',
    path: () => '/desk/subjects',
    name: { zh: '被举报对象', en: 'Those complained of' },
    what: '举报说到的机构、商户和个人，是不是同一个由人来定，件数按对象算。',
    action: 'see-subjects',
  },
  {
    id: 'institutions',
    path: (area) => `/desk/institutions?area=${area}`,
    name: { zh: '持证机构名录', en: 'Licensed institutions' },
    what: '导入名录，帮着核对；没查到不等于无证，会去核实。',
    action: 'import-institutions',
  },
  {
    id: 'inspections',
    path: (area) => `/desk/inspections?area=${area}`,
    name: { zh: '双随机抽查对象权重', en: 'Weights for random inspection' },
    what: '按查实和在办的举报给对象加权，理由一件一件写明，发布后不能改，导出给抽查平台。',
    action: 'decide-subjects',
  },
  {
    id: 'credit',
    path: (area) => `/desk/credit?area=${area}`,
    name: { zh: '信用记录、记分和黑名单', en: 'Credit records' },
    what: '查实办结的提建议，另一位确认，决定有变自动提出撤回，按公开的格式导出。',
    action: 'decide-subjects',
  },
  {
    id: 'results',
    path: (area) => `/desk/results?area=${area}`,
    name: { zh: '监管结果协同运用', en: 'Results used elsewhere' },
    what: '按机构、按人员导出查实的结果，写明用途和依据，每次留底。',
    action: 'use-results',
  },
  // 点名
  {
    id: 'nominations',
    path: (area) => `/desk/nominations?area=${area}`,
    name: { zh: '你点名、我监督', en: 'Named by citizens' },
    what: '群众点名查谁，看过才公开，按票数加权抽取，公布结果。',
    action: 'inspect-nominations',
  },
  {
    id: 'nominate',
    path: (area) => `/nominate?area=${area}`,
    name: { zh: '点名页面', en: 'Name whom to inspect' },
    what: '群众不留身份点名、投票，看查过的结果。',
    action: 'public',
  },
  // 网格
  {
    id: 'grid',
    path: (area) => `/desk/grid?area=${area}`,
    name: { zh: '网格巡查', en: 'Grid patrols' },
    what: '巡查、复查派到网格员手机上，看到什么、照片，交回到件里。',
    action: 'see-grid',
  },
  {
    id: 'grid-workers',
    path: (area) => `/desk/grid/workers?area=${area}`,
    name: { zh: '网格员', en: 'Grid workers' },
    what: '登记、配对手机、离岗停用。',
    action: 'manage-grid',
  },
  {
    id: 'grid-places',
    path: (area) => `/desk/grid/places?area=${area}`,
    name: { zh: '村居和网格名单', en: 'Villages and grids' },
    what: '村、社区、网格的名单，导入、版本、恢复。',
    action: 'manage-grid',
  },
  // 公开
  {
    id: 'publish',
    path: (area) => `/desk/publish?area=${area}`,
    name: { zh: '写公开稿', en: 'Publish' },
    what: '处罚决定、典型案例、回应关切，写好由另一位审核再公布。',
    action: 'draft-publication',
  },
  {
    id: 'register',
    path: (area) => `/register?area=${area}`,
    name: { zh: '处罚决定公开', en: 'Register of penalties' },
    what: '只公开决定，不说因为什么查起，成批公布，改过撤过都留痕。',
    action: 'public',
  },
  {
    id: 'bulletins',
    path: (area) => `/bulletins?area=${area}`,
    name: { zh: '典型案例通报', en: 'Typical cases' },
    what: '典型案例和每月公报（PDF），可以订阅。',
    action: 'public',
  },
  {
    id: 'answers',
    path: (area) => `/answers?area=${area}`,
    name: { zh: '回应关切', en: 'Answers' },
    what: '很多人问的问题，由主管部门公开回答。',
    action: 'public',
  },
  {
    id: 'statistics',
    path: (area) => `/statistics?area=${area}`,
    name: { zh: '统计公开', en: 'Public statistics' },
    what: '按月公开办结件数，小数不列，前后两期相减也认不出人。',
    action: 'public',
  },
  {
    id: 'law',
    path: () => '/law',
    name: { zh: '看懂法律', en: 'Law made plain' },
    what: '什么可以、什么不可以，白话加出处；查机构、查技术。',
    action: 'public',
  },
  {
    id: 'reward-register',
    path: (area) => `/rewards?area=${area}`,
    name: { zh: '奖励公开', en: 'Rewards paid' },
    what: '按月公开发放了多少奖励，看不出是谁。',
    action: 'public',
  },
  {
    id: 'report-form',
    path: (area) => `/report?area=${area}`,
    name: { zh: '填表举报', en: 'Report form' },
    what: '不用脚本也能填的举报表。',
    action: 'public',
  },
  {
    id: 'chat',
    path: (area) => `/chat?area=${area}`,
    name: { zh: '网上举报', en: 'Report in a chat' },
    what: '一句一句说，问清时间、地点、谁、什么事。',
    action: 'public',
  },
]

/** The screen of that id. */
export const screenOf = (id: string): Screen | undefined => screens.find((one) => one.id === id)

/** Whether this officer may open it. */
export const isOpenTo = (officer: Officer, { action }: Screen): boolean =>
  action === 'public' || may(officer, action).ok

/** The ids of all. */
export const screenIds = (): ReadonlySet<string> => new Set(screens.map(({ id }) => id))
