import { actorOf } from '#core/access.ts'
import type { Actor, Assignment, Case, Outcome, TaskRole } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Command, CommandType, Context } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { isElsewhereType } from '#core/deed-groups.ts'
import { evolve, fold } from '#core/evolve.ts'
import type { Again } from '#core/re-examination.ts'
import { commandTypes } from '#core/command-actors.ts'
import fc from 'fast-check'

import {
  aContext,
  aMatter,
  anAssignment,
  anOfficer,
  filedEvents,
  hour,
  morning,
  theClock,
  theReporter,
} from './builders.ts'
import { placed } from './placed-matters.ts'
import { elsewhereMove } from './elsewhere-moves.ts'
import { widerCommand } from './wider-moves.ts'

/** One thing somebody tries; the numbers choose among what the case then has. */
export interface Move {
  readonly type: CommandType
  readonly by: 'whose-it-is' | 'reporter' | 'clock' | 'stranger'
  readonly pick: number
  readonly text: string
  readonly outcome: Outcome
  readonly penalty: boolean
  readonly role: TaskRole
  readonly department: string
}

/** A case and all that was tried on it. */
export interface Play {
  readonly events: readonly CaseEvent[]
  readonly steps: readonly {
    readonly before: Case
    readonly command: Command
    readonly context: Context
    readonly made: readonly CaseEvent[]
    readonly refusal: string | undefined
  }[]
  readonly end: Case
}

const someDepartment = fc.constantFrom('health-commission', 'market-regulation', 'public-security')

const aMove: fc.Arbitrary<Move> = fc.record({
  type: fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(...commandTypes) },
    // What moves a case on: without it few lives would come to their end.
    {
      weight: 1,
      arbitrary: fc.constantFrom<CommandType>('rule', 'accept', 'decline', 'conclude', 'close'),
    },
  ),
  by: fc.oneof(
    { weight: 8, arbitrary: fc.constant('whose-it-is' as const) },
    { weight: 1, arbitrary: fc.constantFrom('reporter', 'clock', 'stranger') },
  ),
  pick: fc.nat({ max: 6 }),
  text: fc.oneof(
    { weight: 6, arbitrary: fc.constant('查了，情况属实。') },
    { weight: 1, arbitrary: fc.string() },
  ),
  outcome: fc.constantFrom('substantiated', 'partly', 'unfounded', 'answered', 'unverifiable'),
  penalty: fc.boolean(),
  role: fc.constantFrom('lead', 'lead', 'co-lead', 'cooperate', 'intake'),
  department: someDepartment,
})

const aStart = fc.record({
  urgent: fc.constantFrom(null, null, 'life' as const),
  first: fc.constantFrom('one lead', 'two leads', 'lead and helper', 'open', 'nobody'),
  second: fc.constantFrom('none', 'one lead', 'open'),
})

/** Any case that commands can reach, with the way it came. */
export const aPlay: fc.Arbitrary<Play> = fc
  .tuple(aStart, fc.array(aMove, { maxLength: 24 }))
  .map(([start, moves]) => play(begin(start), moves))

/** Tries each move in turn; what is refused changes nothing. */
export function play(filed: readonly CaseEvent[], moves: readonly Move[]): Play {
  let about = fold(filed)
  const events = [...filed]
  const steps: Play['steps'][number][] = []
  moves.forEach((move, n) => {
    const command = commandOf(move, about, n)
    const by = actorFor(move, about, command)
    const context = aContext(by, `move${n}`, { at: morning + n * hour })
    const decision = decide(about, command, context)
    const made = decision.ok ? decision.value : []
    const refusal = decision.ok ? undefined : decision.refusal.key
    steps.push({ before: about, command, context, made, refusal })
    events.push(...made)
    about = made.reduce<Case>(evolve, about)
  })
  return { events, steps, end: about }
}

function begin(start: {
  readonly urgent: 'life' | null
  readonly first: string
  readonly second: string
}): CaseEvent[] {
  const second = start.second === 'none' ? [] : [aMatter({ id: 'm2', offence: 'D2' })]
  const placements = [
    ...placed(start.first, 'm1'),
    ...(second.length > 0 ? placed(start.second, 'm2') : []),
  ]
  return filedEvents({ urgent: start.urgent, matters: [aMatter(), ...second] }, placements)
}

function pickFrom<T>(list: readonly T[], n: number): T | undefined {
  return list.length === 0 ? undefined : list[n % list.length]
}

/** Builds the command, about the tasks, matters and questions that there are. */
export function commandOf(move: Move, about: Case, n: number): Command {
  const { text, outcome } = move
  const task = pickFrom(about.tasks, move.pick)?.task ?? 'no-task'
  const matter = pickFrom(about.matters, move.pick)?.id ?? 'no-matter'
  const assignments = given(move, n)
  const { type } = move
  if (isElsewhereType(type)) return elsewhereMove({ ...move, type }, about, task)
  switch (type) {
    case 'assign':
      return { type: 'assign', matter, assignments, explanation: { key: 'sole', facts: {} } }
    case 'rule':
      return { type: 'rule', matter, assignments, reason: text, basis: text }
    case 'set-matters':
      return { type: 'set-matters', matters: reset(move, about) }
    case 'acknowledge':
      return { type: 'acknowledge' }
    case 'accept':
      return { type: 'accept', task }
    case 'decline':
      return { type: 'decline', task, reason: 'no-clear-object', text }
    case 'return':
      return { type: 'return', task, reason: text, basis: text }
    case 'note':
      return { type: 'note', task, text }
    case 'ask':
      return { type: 'ask', task, text }
    case 'answer': {
      const question = pickFrom(about.questions, move.pick)?.id ?? 'no-question'
      return { type: 'answer', question, text, evidence: [] }
    }
    case 'supplement': {
      const more = move.penalty ? { facts: { who: text } } : {}
      return { type: 'supplement', text, evidence: ['photo-2'], ...more }
    }
    case 'conclude': {
      const penalty = move.penalty ? { penalty: '渝荣卫医罚〔2026〕12号' } : {}
      return { type: 'conclude', task, outcome, text, ...penalty }
    }
    case 'pause':
      return {
        type: 'pause',
        task,
        reason: move.penalty ? 'appraisal' : 'supplement',
        document: text,
      }
    case 'resume':
      return { type: 'resume', task }
    case 'ask-extension':
      return { type: 'ask-extension', task, text }
    case 'extend':
      return { type: 'extend', task }
    case 'refuse-extension':
      return { type: 'refuse-extension', task, reason: text }
    case 'add-penalty':
      return { type: 'add-penalty', task, penalty: text }
    case 'take':
    case 'give-patrol':
      return {
        type: 'give-patrol',
        task,
        patrol: `patrol${n}`,
        kind: move.penalty ? 'recheck' : 'patrol',
        due: '2026-12-11',
        text,
      }
    case 'hear-patrol':
      return {
        type: 'hear-patrol',
        patrol: pickFrom(about.patrols ?? [], move.pick)?.patrol ?? 'no-patrol',
        finding: move.penalty ? 'seen' : 'not-seen',
        text,
        evidence: [],
      }
    case 'let-go':
      return { type, task }
    case 'hand-over':
      return { type: 'hand-over', task, to: 'officer-2', office: officeOf(about, task), text }
    case 'recount':
      return { type: 'recount', task }
    case 'withdraw':
      return { type: 'withdraw', reason: text }
    case 'make-anonymous':
      return { type: 'make-anonymous' }
    case 'request-re-examination':
      return { type: 'request-re-examination', text }
    case 'rate':
      return move.penalty
        ? { type: 'rate', question: 'still-going', answer: 'yes' }
        : { type: 'rate', question: 'satisfaction', answer: 'dissatisfied' }
    case 'close':
      return { type: 'close' }
    case 'mask':
    case 'redact':
      return { type, words: [about.facts.what.slice(0, 4)], reason: text }
    case 'unmask':
      return {
        type: 'unmask',
        mask: pickFrom(about.masks, move.pick)?.id ?? 'no-mask',
        reason: text,
      }
    case 'supervise':
      return { type: 'supervise', reason: move.penalty ? 'overdue' : 'serious', text }
    case 'lift-supervision':
      return { type: 'lift-supervision', text }
    case 'suspect':
    case 'clear-suspicion':
      return { type, reason: text }
    case 'review':
      return { type: 'review', task, changesSeen: move.penalty }
    case 'send-back-review':
      return { type: 'send-back-review', task, reason: text }
    case 'grant-re-examination':
      return { type: 'grant-re-examination', again: givenAgain(move, about, n), text }
    case 'refuse-re-examination':
      return { type: 'refuse-re-examination', text }
    case 'refer-suspicion':
      return { type: 'refer-suspicion', organ: '荣昌区公安局', text }
    case 'change-lead':
    case 'separate':
    case 'merge':
    case 'unmerge':
    case 'join':
    case 'part':
    case 'hear-joined':
    case 'transfer':
    case 'receive-transfer':
      return widerCommand({ ...move, type }, about, n)
  }
}

const officeOf = ({ tasks }: Case, id: string): string =>
  tasks.find(({ task }) => task === id)?.office ?? 'no-office'
const givenAgain = (move: Move, { matters }: Case, n: number): Again[] =>
  matters.map(({ id }) => ({
    matter: id,
    assignment: anAssignment(move.department, move.role === 'intake' ? 'intake' : 'lead', {
      task: `again-${n}-${id}`,
    }),
  }))

function given(move: Move, n: number): Assignment[] {
  const helper = anAssignment('medical-insurance', 'cooperate', { task: `helper-${n}` })
  const lead = anAssignment(move.department, move.role, { task: `given-${n}` })
  return move.penalty ? [lead, helper] : [lead]
}

function reset(move: Move, about: Case) {
  const kept = about.matters.map(({ id, stream, offence }) => ({ id, stream, offence }))
  return move.penalty
    ? [...kept, aMatter({ id: `m${kept.length + 1}`, offence: 'F1' })]
    : kept.slice(1)
}

function actorFor(move: Move, about: Case, command: Command): Actor {
  if (move.by === 'reporter') return theReporter
  if (move.by === 'clock') return theClock
  if (move.by === 'stranger') return actorOf(anOfficer('handler', 'office-customs'))
  if ('task' in command) {
    const office = about.tasks.find(({ task }) => task === command.task)?.office
    return actorOf(anOfficer('handler', office))
  }
  const reporters: readonly CommandType[] = [
    'answer',
    'withdraw',
    'make-anonymous',
    'request-re-examination',
    'rate',
  ]
  return reporters.includes(command.type)
    ? theReporter
    : actorOf(anOfficer('intake', 'office-intake'))
}
