import type { HandOverReason } from '#core/warning-hand-over.ts'
import type { Grade } from '#core/warning-rules.ts'
import type { WarningKind, WarningOutcome, WarningState } from '#core/warning.ts'

export const warningKinds: Readonly<Record<WarningKind, string>> = {
  surge: '来件激增',
  cluster: '相似来件',
  adverse: '药械不良事件',
  press: '媒体线索',
}

export const grades: Readonly<Record<Grade, string>> = { 1: '提示', 2: '关注', 3: '紧急' }

export const warningStates: Readonly<Record<WarningState, string>> = {
  raised: '等签收',
  acknowledged: '已签收',
  closed: '已了结',
}

export const outcomeNames: Readonly<Record<WarningOutcome, string>> = {
  acted: '已采取措施',
  known: '已在办，不另处理',
  watched: '继续观察',
  'false-alarm': '看过，是误报',
}

/** Why it went to whom it went; nothing is claimed to be in the plan that is not. */
export const handOverWords: Readonly<Record<HandOverReason | 'by-officer', string>> = {
  'one-leads': '这一条由它牵头',
  concerned: '这一条写了几个部门，没有定由谁牵头；其中管这类事的是它',
  several: '这一条写了几个部门，没有定由谁牵头，由协调岗定',
  nobody: '这一条没有写部门，由协调岗定',
  'named-for-opinion': '方案写到舆情、舆论引导的部门',
  'silent-on-opinion': '方案没有写舆情归哪个部门，由协调岗定',
  'by-reading': '按本辖区对方案的读法，药械不良事件由它牵头',
  'silent-on-adverse': '方案没有写药械不良事件，由协调岗定',
  'by-officer': '由工作人员移交',
}

export const historyNames: Readonly<Record<string, string>> = {
  raised: '发出预警',
  grew: '还在增加',
  'handed-over': '移交',
  acknowledged: '签收',
  answered: '官方答复',
  closed: '了结',
}
