import type { CrimeStep, PoliceAnswer } from '#core/crime.ts'
import type { MediationResult, MediationStep } from '#core/mediation.ts'

export const answerNames: Readonly<Record<PoliceAnswer, string>> = {
  filed: '立案',
  'not-filed': '不予立案',
  returned: '退回，要求补充',
  'passed-on': '不属于本机关管辖，已转送',
}

export const mediationResults: Readonly<Record<MediationResult, string>> = {
  agreed: '达成协议',
  failed: '没有达成协议',
  'given-up': '一方不再调解',
}

const joined = (...parts: readonly string[]): string => parts.filter(Boolean).join('，')

/** A step after the letter, in words. */
export function stepWords(step: CrimeStep): string {
  switch (step.kind) {
    case 'copied':
      return joined(`抄送${step.organ}`, step.on, step.document)
    case 'answered':
      return joined(`公安机关：${answerNames[step.answer]}`, step.on, step.document, step.text)
    case 'items':
      return joined('已移交涉案物品和材料', step.on, step.document)
    case 'sent-again':
      return joined('补充后再次移送', step.on, step.document)
    case 'objected':
      return joined(
        step.way === 'prosecutor' ? '建议人民检察院立案监督' : '提请公安机关复议',
        step.on,
        step.document,
        step.text,
      )
    case 'prosecuted':
      return joined(
        step.result === 'filing-asked' ? '检察院：已要求公安机关立案' : '检察院：不立案的理由成立',
        step.on,
        step.document,
      )
    case 'gone-on':
      return joined('公安机关不立案，本单位依法继续处理', step.on, step.text)
  }
}

/** A step of a mediation, in words. */
export function mediationWords(step: MediationStep): string {
  switch (step.kind) {
    case 'consent':
      return joined(
        `${step.party === 'reporter' ? '举报人' : '对方'}${step.agreed ? '同意' : '不同意'}调解`,
        step.on,
        step.document,
      )
    case 'handed':
      return joined('双方同意，交给调解组织', step.on, step.document, step.text)
    case 'ended':
      return joined(`调解结束：${mediationResults[step.result]}`, step.on, step.document)
  }
}
