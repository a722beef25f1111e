import type { Case } from '#core/case.ts'
import type { Command } from '#core/command.ts'
import type { LeadCommand } from '#core/decide-lead.ts'
import type { MergeCommand } from '#core/merge.ts'
import type { TransferCommand } from '#core/transfer.ts'
import { aCase, aMatter, anAssignment } from './builders.ts'
import type { Move } from './play.ts'

/** A case of another reporter about the same thing. */
export const anotherCase: Case = { ...aCase({ urgent: 'life' }), number: 'RC-2026-00099' }

type WiderType = LeadCommand['type'] | MergeCommand['type'] | TransferCommand['type']

interface WiderMove extends Move {
  readonly type: WiderType
}

/** Moves that concern another office, another case or another organ. */
export function widerCommand(move: WiderMove, about: Case, n: number): Command {
  const { text } = move
  const task = about.tasks[move.pick % Math.max(1, about.tasks.length)]?.task ?? 'no-task'
  const number = anotherCase.number
  switch (move.type) {
    case 'change-lead': {
      const assignment = anAssignment(move.department, 'lead', { task: `changed-${n}` })
      return { type: 'change-lead', task, assignment, reason: text, basis: text }
    }
    case 'separate': {
      const matter = aMatter({ id: `s${n}`, offence: move.penalty ? 'F1' : 'D2' })
      const assignments = [anAssignment(move.department, 'lead', { task: `separated-${n}` })]
      const explanation = { key: 'sole', facts: {} } as const
      return { type: 'separate', matter, assignments, explanation, reason: text }
    }
    case 'merge':
      return { type: 'merge', into: anotherCase, reason: text }
    case 'unmerge':
      return { type: 'unmerge', reason: text }
    case 'join':
      return { type: 'join', other: anotherCase, reason: text }
    case 'part':
      return { type: 'part', number, reason: text }
    case 'hear-joined':
      return { type: 'hear-joined', number }
    case 'transfer':
      return {
        type: 'transfer',
        task,
        to: move.penalty ? 'police' : 'discipline',
        organ: '荣昌区公安局',
        basis: '《行政处罚法》第二十七条',
        materials: [text],
        on: '2026-11-05',
      }
    case 'receive-transfer':
      return {
        type: 'receive-transfer',
        transfer: about.transfers?.[0]?.id ?? 'no-letter',
        on: '2026-11-05',
      }
  }
}
