import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import { policeAnswers, type CrimeStep } from '#core/crime.ts'
import type { ElsewhereType } from '#core/deed-groups.ts'
import type { MediationStep } from '#core/mediation.ts'
import { aCrimeReport } from './crime-builders.ts'
import type { Move } from './play.ts'

const on = '2026-11-05'

/** Moves that send something to the police, a mediator, who clears or who appraises. */
export function elsewhereMove(
  { type, pick, text, penalty }: Move & { readonly type: ElsewhereType },
  about: Case,
  task: string,
): Command {
  switch (type) {
    case 'propose-transfer':
      return { type, task, ...aCrimeReport }
    case 'decide-transfer': {
      const proposal = about.proposals?.at(-1)?.id ?? 'no-proposal'
      return { type, proposal, granted: penalty, head: '王局长', on, reason: text }
    }
    case 'follow-transfer': {
      const transfer = about.transfers?.at(-1)?.id ?? 'no-letter'
      return { type, transfer, step: stepOf(pick, text) }
    }
    case 'offer-mediation':
      return { type, task, body: penalty ? 'people' : 'industry', organ: '调解委员会', text }
    case 'follow-mediation': {
      const mediation = about.mediations?.at(-1)?.id ?? 'no-mediation'
      return { type, mediation, step: mediationStepOf(pick, penalty) }
    }
    case 'clear-accused': {
      const matter = about.matters[0]?.id ?? 'no-matter'
      return { type, matter, organ: '纪委监委', document: '1号', on, clause: '三33', text }
    }
    case 'hand-ethics':
      return { type, task, unit: '医德考评办公室', on, document: '', text }
  }
}

function stepOf(pick: number, text: string): CrimeStep {
  const document = '荣公立〔2026〕1号'
  if (pick === 0) return { kind: 'copied', organ: '荣昌区人民检察院', on, document }
  if (pick === 1) return { kind: 'items', on, document }
  if (pick === 2) return { kind: 'objected', way: 'reconsideration', on, document, text }
  if (pick === 3) return { kind: 'gone-on', on, text }
  const answer = policeAnswers[pick % policeAnswers.length] ?? 'filed'
  return { kind: 'answered', answer, on, document, text }
}

function mediationStepOf(pick: number, agreed: boolean): MediationStep {
  const document = '同意书'
  if (pick < 2) return { kind: 'consent', party: 'reporter', agreed, on, document }
  if (pick < 4) return { kind: 'consent', party: 'other', agreed, on, document }
  if (pick < 6) return { kind: 'handed', on, document, text: '双方对费用有争议' }
  return { kind: 'ended', result: 'agreed', on, document }
}
