import { actorOf, may, type Officer } from '#core/access.ts'
import type { Actor, Case, Task } from '#core/case.ts'
import type { CommandOf } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { taskOf } from '#core/progress.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { isLive } from '#core/transitions.ts'
import { caseById } from '#store/cases.ts'
import { holdersGone } from '#store/holders-gone.ts'
import { inbox } from '#store/inbox.ts'
import { officerById } from '#store/officers.ts'
import type { Tx } from '#store/transaction.ts'
import { keepEvents, openCase, visibleCase, type OpenCase } from './case-file.ts'
import { officerOf } from './officers.ts'
import type { Sealed } from './sealed.ts'

/** Who of an office has a part in hand, and how it changes hands. Without a task: the only one of the own office. */
export type HolderDeed =
  | { readonly type: 'take'; readonly task?: string }
  | {
      readonly type: 'hand-over'
      readonly task?: string
      readonly to: string
      readonly text: string
    }
  | { readonly type: 'let-go'; readonly task?: string }

/**
 * 认领, 转交, 退回本单位. Who hands over inside another office leads the area or gives matters out; with a version the
 * officer hears whether the case has changed meanwhile.
 */
export async function changeHolder(
  world: Sealed,
  officer: Officer,
  point: { readonly number: string; readonly version?: number },
  deed: HolderDeed,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, point.number)
    if (!file.ok) return file
    const about = file.value.case
    const right = may(officer, deed.type, about)
    if (!right.ok) return right
    if (point.version !== undefined && point.version !== about.version)
      return refuse('case-changed')
    const task = partFor(file.value, officer, deed.task)
    if (!task) return refuse('task-unknown')
    if (task.office !== officer.office && !may(officer, 'reassign', about).ok)
      return refuse('task-not-yours')
    const command = await commandOf(world, tx, { about, task, deed })
    if (!command.ok) return command
    return await kept(world, tx, file.value, { by: actorOf(officer), command: command.value })
  })
}

type HolderCommand = CommandOf<'take' | 'hand-over' | 'let-go'>

/** The part that is meant, or the own office's live one where only one is. */
function partFor(file: OpenCase, officer: Officer, task: string | undefined): Task | undefined {
  if (task !== undefined) return taskOf(file.case, task)
  const live = file.case.tasks.filter(isLive)
  return live.find(({ office }) => office === officer.office) ?? live[0]
}

interface Meant {
  readonly about: Case
  readonly task: Task
  readonly deed: HolderDeed
}

/** A colleague who may not work any more, or who could not do anything with the part, is no colleague. */
async function commandOf(
  world: Sealed,
  tx: Tx,
  { about, task, deed }: Meant,
): Promise<Result<HolderCommand>> {
  if (deed.type !== 'hand-over') return ok({ type: deed.type, task: task.task })
  const row = await officerById(tx, deed.to)
  if (!row || row.disabledAt !== undefined) return refuse('officer-not-there')
  if (!may(await officerOf(world, tx, row), 'take', about).ok) return refuse('officer-not-there')
  const { to, text } = deed
  return ok({ type: 'hand-over', task: task.task, to, office: row.office, text })
}

async function kept(
  world: Sealed,
  tx: Tx,
  file: OpenCase,
  { by, command }: { readonly by: Actor; readonly command: HolderCommand },
): Promise<Result<true>> {
  const id = world.id()
  const context = { at: world.clock(), by, id: (n: number) => `${id}-${n}` }
  const events = decide(file.case, command, context)
  if (!events.ok) return events
  await keepEvents(world, tx, file, events.value)
  return ok(true)
}

const page = 100

/** Parts of officers who may not work any more go back to their offices, each in a transaction of its own. */
export async function letGoOfGone(world: Sealed): Promise<void> {
  const rows = await world.db.read(async (tx) => await holdersGone(tx))
  for (const officer of rows) await letGoOf(world, officer)
}

async function letGoOf(world: Sealed, officer: string): Promise<void> {
  const { items } = await world.db.read(
    async (tx) => await inbox(tx, { queue: 'taken', officer, limit: page }),
  )
  for (const { caseId, task = '' } of items)
    await world.db.transaction(async (tx) => {
      const row = await caseById(tx, caseId)
      if (!row || row.erasedAt !== undefined) return
      const file = await openCase(world, tx, row)
      await kept(world, tx, file, { by: { kind: 'clock' }, command: { type: 'let-go', task } })
    })
}
