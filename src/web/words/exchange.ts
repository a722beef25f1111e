/** Kinds of messages a partner sends. */
const kinds: Readonly<Record<string, string>> = {
  'inspection.result': '检查结果',
  'penalty.decided': '处罚决定',
  'penalty.revoked': '处罚决定撤销',
  'case.status': '办理状态',
}

const results: Readonly<Record<string, string>> = {
  found: '查到违法行为',
  'not-found': '没有查到违法行为',
  'not-reachable': '找不到人或者进不去',
  referred: '移送别的机关',
}

const statuses: Readonly<Record<string, string>> = {
  received: '已收到',
  investigating: '在调查',
  suspended: '中止',
  closed: '已结案',
  rejected: '不予立案',
}

const penalties: Readonly<Record<string, string>> = {
  warning: '警告',
  criticism: '通报批评',
  fine: '罚款',
  confiscation: '没收',
  'suspended-licence': '暂扣许可证件',
  'lowered-grade': '降低资质等级',
  'revoked-licence': '吊销许可证件',
  'restricted-business': '限制开展生产经营活动',
  'stopped-business': '责令停产停业',
  'closed-business': '责令关闭',
  'barred-person': '限制从业',
  detention: '行政拘留',
  ban: '取缔',
  other: '其他',
}

interface Body {
  readonly type: string
  readonly data: {
    readonly on: string
    readonly reference?: string
    readonly note?: string
    readonly result?: string
    readonly offences?: readonly string[]
    readonly decision?: string
    readonly kinds?: readonly string[]
    readonly status?: string
  }
}

export const messageKind = (type: string): string => kinds[type] ?? type

/** A message as a note of the case says it; the officer may change it before it stands there. */
export function messageWords(
  partner: string,
  body: string,
  offenceName: (code: string) => string,
): string {
  const { type, data } = JSON.parse(body) as Body
  const said = [
    data.result ? results[data.result] : '',
    data.status ? statuses[data.status] : '',
    data.decision ? `文号 ${data.decision}` : '',
    (data.kinds ?? []).map((kind) => penalties[kind] ?? kind).join('、'),
    (data.offences ?? []).map(offenceName).join('、'),
    data.reference ? `对方编号 ${data.reference}` : '',
    data.note ?? '',
  ].filter(Boolean)
  return `${partner}（系统对接）${data.on} ${messageKind(type)}：${said.join('；')}。`
}

export const asideNames = {
  'wrong-case': '不是这一件',
  'known-already': '已经知道了',
  'not-true': '核对过，不属实',
  other: '别的原因',
} as const

/** Why a partner's message was refused. */
const refusals: Readonly<Record<string, string>> = {
  'number-unknown': '没有这个件号，或者不归对方看',
  'case-closed': '件已经办结归档或者撤回',
  'case-merged': '件已经并到别的件里',
  'out-of-order': '序号不对，这个序号以后的已经收过',
  'too-far-ahead': '序号跳得太远，前面缺得太多',
}

export const refusedWords = (reason: string): string => refusals[reason] ?? reason
