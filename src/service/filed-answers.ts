import type { Case } from '#core/case.ts'
import { decides, isLive } from '#core/transitions.ts'
import type { Area, Office } from '#core/plan.ts'
import type { Answers } from '#conversation/flow.ts'
import type { Tx } from '#store/transaction.ts'
import { mayReceive } from './accused.ts'
import { clauseInWords, issuerInWords, nearName } from './plan-in-words.ts'
import { limitOf } from './routing.ts'
import { areaPack, officesNamed, type World } from './world.ts'

/** A report that is registered. */
export interface Filed {
  readonly number: string
  /** `null`: it was told when the case was opened. */
  readonly passcode: string | null
  /** 领奖凭证, where a reward is wished for and it was not told before. */
  readonly claimSecret?: string | null
  readonly file: { readonly id: string; readonly case: Case }
}

/** Nothing was registered; what was told is still there. */
export const notFiled = (refusal: 'later' | 'too-many' | 'same'): Answers => ({
  refusal,
  number: null,
  passcode: null,
  claimSecret: null,
  assigned: 'none',
  departmentName: null,
  planIssuer: null,
  planYear: null,
  clause: null,
  several: 'no',
  othersBy: null,
  reply: null,
  replyBasis: 'none',
  hasReport: 'no',
  joined: 'no',
})

/** What the reporter is told at once: what is certain and no more. */
export async function filedAnswers(world: World, tx: Tx, filed: Filed): Promise<Answers> {
  const { case: about } = filed.file
  const { plan } = areaPack(world, about.area)
  const [main] = about.matters
  const lead = about.tasks.find(
    (task) => task.matter === main?.id && decides(task.role) && isLive(task),
  )
  const tasks = about.tasks.filter((task) => decides(task.role) && isLive(task))
  const offices = await officesNamed(
    world,
    tx,
    about.area,
    tasks.map(({ office }) => office),
  )
  const facts = main?.explanation.facts ?? {}
  const limit = main
    ? limitOf(world, { area: about.area, matter: main, role: 'lead', step: 'conclude' })
    : undefined
  const { receiver } = world.operator.read(about.area)
  const received = mayReceive(plan, receiver, main?.accused)
  const assigned = assignedAs(main?.explanation.key, lead?.role, received)
  const proposed = plan.departments.find(({ id }) => id === facts['proposedLead']?.split(',')[0])
  const office = offices.find(({ id }) => id === lead?.office)
  const named = assigned === 'by-function' ? proposed?.name : office?.name
  return {
    refusal: 'none',
    number: filed.number,
    passcode: filed.passcode,
    claimSecret: filed.claimSecret ?? null,
    assigned,
    departmentName: named ? nearName(plan.area, named) : null,
    planIssuer: issuerInWords(plan).slice(0, 30),
    planYear: plan.document.issuedOn.slice(0, 4),
    clause: lead?.basis === 'precedent' || !facts['clause'] ? null : clauseInWords(facts['clause']),
    several: about.matters.length > 1 ? 'yes' : 'no',
    othersBy: othersBy(about, offices, plan.area),
    reply: limit ? `${limit.amount} 个${limit.unit === 'WD' ? '工作日' : '自然日'}` : null,
    replyBasis: limit ? (limit.practice ? 'practice' : 'law') : 'none',
    hasReport: 'yes',
    joined: 'no',
  }
}

/** The offices that have the matters besides the main one, each once. */
function othersBy(about: Case, offices: readonly Office[], area: Area): string | null {
  const names = about.matters.slice(1).flatMap(({ id }) => {
    const task = about.tasks.find((one) => one.matter === id && decides(one.role) && isLive(one))
    const office = offices.find((one) => one.id === task?.office)
    return office ? [nearName(area, office.name)] : []
  })
  const all = [...new Set(names)].join('、')
  return all.length <= 60 ? all || null : null
}

function assignedAs(key: string | undefined, role: string | undefined, received: boolean): string {
  if (key === 'accusation') return received ? 'receiver' : 'none'
  if (role !== undefined && role !== 'intake') return 'lead'
  if (key === 'by-function') return 'by-function'
  return key?.startsWith('open') ? 'open' : 'none'
}
