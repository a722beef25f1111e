import type { Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { Command, Context } from '#core/command.ts'
import { taskOf } from '#core/progress.ts'
import { hasEnded, overseers, type Again } from '#core/re-examination.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { hasNoReviewer } from '#core/review-rule.ts'
import { decides } from '#core/transitions.ts'
import type { Tx } from '#store/transaction.ts'
import { areaOfficers } from './area-officers.ts'
import type { Deed } from './deed.ts'
import { reporterDays } from './reporter-days.ts'
import { reviewRuleOf } from './review-setting.ts'
import { dueOf } from './routing.ts'
import { officesIn, type World } from './world.ts'

type Overseen = Pick<Context, 'reviewFirst' | 'supervises' | 'reporterDays'>

/** What second officers, supervisors and the reporter's days add to a deed; or that it is not this officer's to decide. */
export async function oversight(
  world: World,
  tx: Tx,
  officer: Officer,
  { about, deed }: { readonly about: Case; readonly deed: Deed },
): Promise<Result<Overseen>> {
  const { type } = deed
  if (type === 'close') return ok({ reporterDays: reporterDays(world, about.area) })
  if (type === 'review' || type === 'send-back-review' || type === 'decide-transfer')
    return ok({ supervises: officer.role === 'supervisor' })
  if (type === 'conclude' || type === 'decline')
    return await reviewed(world, tx, { about, task: deed.task })
  const isAgain = type === 'grant-re-examination' || type === 'refuse-re-examination'
  return isAgain ? await decidesAgain(world, tx, { about, officer }) : ok({})
}

async function reviewed(
  world: World,
  tx: Tx,
  { about, task }: { readonly about: Case; readonly task: string },
): Promise<Result<Overseen>> {
  const own = taskOf(about, task)
  if (!own || !decides(own.role)) return ok({})
  const rule = await reviewRuleOf(world, tx, { area: about.area, office: own.office })
  return hasNoReviewer(rule) ? refuse('review-nobody') : ok({ reviewFirst: rule.first })
}

/** Where somebody supervises, the intake office does not decide; who ended the case hears so from the core. */
async function decidesAgain(
  world: World,
  tx: Tx,
  { about, officer }: { readonly about: Case; readonly officer: Officer },
): Promise<Result<Overseen>> {
  const isOne = (await mayDecideAgain(world, tx, { about, officer })) || hasEnded(about, officer.id)
  return isOne ? ok({}) : refuse('supervisor-decides')
}

/** Whether it is this officer who decides on a second look. */
export async function mayDecideAgain(
  world: World,
  tx: Tx,
  { about, officer }: { readonly about: Case; readonly officer: Officer },
): Promise<boolean> {
  const others = (await areaOfficers(world, tx, about.area)).filter(({ id }) => id !== officer.id)
  return overseers(about, [...others, officer]).includes(officer)
}

/** Who decides a request for a second look, and until when: of several matters the nearest day. */
export async function againOf(world: World, tx: Tx, about: Case): Promise<Pick<Context, 'again'>> {
  const able = overseers(about, await areaOfficers(world, tx, about.area))
  const to = able.some(({ role }) => role === 'supervisor') ? 'supervisor' : 'intake'
  const day = dayOf(world.clock())
  const { area } = about
  const [due] = about.matters
    .map((matter) => dueOf(world, { area, matter, day, role: 'lead', step: 're-examine' }))
    .toSorted((one, other) => (one.on < other.on ? -1 : 1))
  return due ? { again: { to, due } } : {}
}

/** The second look in the core's words: each matter goes to the office that was chosen, or to who ended it. */
export async function againCommand(
  world: World,
  tx: Tx,
  about: Case,
  deed: Extract<Deed, { readonly type: 'grant-re-examination' }>,
): Promise<Result<Command>> {
  const offices = await officesIn(world, tx, about.area)
  const again: Again[] = []
  for (const [n, matter] of about.matters.entries()) {
    const last = about.tasks.findLast((task) => task.matter === matter.id && decides(task.role))
    const id = deed.office === '' ? last?.office : deed.office
    const office = offices.find((one) => one.id === id)
    if (!office) return refuse('office-unknown')
    const { department } = office
    const role = department === 'intake' ? 'intake' : 'lead'
    const question = {
      area: about.area,
      matter,
      day: dayOf(world.clock()),
      role,
      department,
    } as const
    const task = `${matter.id}.${world.id().slice(0, 6)}${n}`
    const basis = role === 'intake' ? 'intake' : 'ruling'
    const due = dueOf(world, question)
    again.push({
      matter: matter.id,
      assignment: { task, office: office.id, department, role, basis, due },
    })
  }
  return ok({ type: 'grant-re-examination', again, text: deed.text })
}
