import type { Assignment, FiledMatter, TaskRole } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { Command } from '#core/command.ts'
import type { Office } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import type { Tx } from '#store/transaction.ts'
import type { OpenCase } from './case-file.ts'
import type { Deed } from './deed.ts'
import { elsewhereCommand, isElsewhere } from './elsewhere-deed.ts'
import { isReportable } from './matters.ts'
import { againCommand } from './oversight.ts'
import { dueOf, routeMatter } from './routing.ts'
import { officesIn, type World } from './world.ts'

interface Cases {
  readonly file: OpenCase
  /** The case that it is handled with, or will be. */
  readonly main: OpenCase | undefined
}

type DeedOf<T extends Deed['type']> = Extract<Deed, { readonly type: T }>

/** A deed in the core's words: offices become tasks, a number becomes the case, a kind of offence is routed. */
export async function commandOf(
  world: World,
  tx: Tx,
  { file, main }: Cases,
  deed: Deed,
): Promise<Result<Command>> {
  const { type } = deed
  if (type === 'grant-re-examination') return await againCommand(world, tx, file.case, deed)
  if (type === 'rule') return await ruleCommand(world, tx, file, deed)
  if (type === 'change-lead') return await changeCommand(world, tx, file, deed)
  if (type === 'separate') return await separateCommand(world, tx, file, deed)
  if (type === 'transfer') return transferCommand(world, deed)
  if (isElsewhere(deed)) return elsewhereCommand(world, file.case, deed)
  if (type !== 'merge') return ok(deed)
  return main ? ok({ type, into: main.case, reason: deed.reason }) : refuse('main-unknown')
}

async function ruleCommand(
  world: World,
  tx: Tx,
  { case: about }: OpenCase,
  deed: DeedOf<'rule'>,
): Promise<Result<Command>> {
  const matter = about.matters.find(({ id }) => id === deed.matter)
  if (!matter) return refuse('matter-unknown')
  const offices = await officesIn(world, tx, about.area)
  const chosen = [deed.lead, ...deed.cooperate.filter((one) => one !== deed.lead)]
  const assignments: Assignment[] = []
  for (const [n, id] of chosen.entries()) {
    const office = offices.find((one) => one.id === id)
    if (!office) return refuse('office-unknown')
    assignments.push(partFor(world, { matter, office, role: n === 0 ? 'lead' : 'cooperate', n }))
  }
  const { reason, basis } = deed
  return ok({ type: 'rule', matter: matter.id, assignments, reason, basis })
}

async function changeCommand(
  world: World,
  tx: Tx,
  { case: about }: OpenCase,
  { task, lead, reason, basis }: DeedOf<'change-lead'>,
): Promise<Result<Command>> {
  const part = about.tasks.find((one) => one.task === task)
  const matter = about.matters.find(({ id }) => id === part?.matter)
  if (!part || !matter) return refuse('task-unknown')
  const office = (await officesIn(world, tx, about.area)).find(({ id }) => id === lead)
  if (!office) return refuse(lead === '' ? 'lead-missing' : 'office-unknown')
  const assignment = partFor(world, { matter, office, role: part.role, n: 0 })
  return ok({ type: 'change-lead', task, assignment, reason, basis })
}

interface Part {
  readonly matter: FiledMatter
  readonly office: Office
  readonly role: TaskRole
  readonly n: number
}

function partFor(world: World, { matter, office, role, n }: Part): Assignment {
  const { id, department, area } = office
  const day = dayOf(world.clock())
  return {
    task: `${matter.id}.${world.id().slice(0, 6)}${n}`,
    office: id,
    department,
    role,
    basis: 'ruling',
    due: dueOf(world, { area, matter, day, role, department }),
  }
}

/** Of the report's own stream, and against whom the report is: so that nobody it accuses reads it. */
async function separateCommand(
  world: World,
  tx: Tx,
  { case: about }: OpenCase,
  { offence, reason }: DeedOf<'separate'>,
): Promise<Result<Command>> {
  if (!isReportable(world, offence)) return refuse('matter-unknown')
  const [main] = about.matters
  const accused = about.matters.find((one) => one.accused)?.accused
  const matter: FiledMatter = {
    id: nextMatter(about.matters),
    stream: accused
      ? 'accusation'
      : (world.packs.offences.get(offence)?.stream ?? main?.stream ?? 'tip-off'),
    offence,
    ...(main?.place ? { place: main.place } : {}),
    ...(accused ? { accused } : {}),
  }
  const { what } = about.facts
  const asked = { area: about.area, matter, text: what, at: world.clock() }
  const { assignments, explanation } = await routeMatter(world, tx, asked)
  return ok({ type: 'separate', matter, assignments, explanation, reason })
}

const nextMatter = (matters: readonly FiledMatter[]): string => {
  const numbers = matters.map(({ id }) => Number(id.replace(/\D/g, '')) || 0)
  return `m${Math.max(0, ...numbers) + 1}`
}

/** The law in its own words; what is unsure is never put into a letter. */
function transferCommand(world: World, deed: DeedOf<'transfer'>): Result<Command> {
  const basis = world.packs.transfers?.find(
    ({ id, to, confidence }) => id === deed.basis && to === deed.to && confidence !== 'U',
  )
  return basis ? ok({ ...deed, basis: basis.text }) : refuse('basis-missing')
}
