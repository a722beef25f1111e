import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import { dayOf } from '#core/clock.ts'
import { factsOf, placeBelow, type Fact } from '#core/facts.ts'
import { monthOf } from '#core/period.ts'
import { reopenedOf } from '#core/reopened.ts'
import { keepFacts, noteFacts, type FactRow } from '#store/facts.ts'
import { keepReopened } from '#store/scrutiny-figures.ts'
import type { Tx } from '#store/transaction.ts'
import type { World } from './world.ts'

interface Counted {
  readonly id: string
  readonly case: Case
  readonly events: readonly CaseEvent[]
  readonly isNew?: boolean
}

/** Writes what figures know of a case, beside what brought it. */
export async function countCase(world: World, tx: Tx, file: Counted): Promise<void> {
  const { isNew = false } = file
  const rows = factsOf(file.case, file.events, world.packs.calendar).map((fact) =>
    rowOf(world, file, fact),
  )
  await keepFacts(tx, file.id, { rows, month: monthOf(dayOf(world.clock())), isNew })
  if (isNew) return
  const reopened = reopenedOf(file.case, file.events)
  await keepReopened(tx, { caseId: file.id, area: file.case.area }, reopened)
  await noteFacts(tx, file.id)
}

function rowOf(world: World, { id, case: about }: Counted, fact: Fact): FactRow {
  const { area, channel, matters, tasks } = about
  const matter = tasks.find(({ task }) => task === fact.task)?.matter
  const place = matters.find((one) => one.id === matter)?.place
  const { acceptedOn, acceptDays, closedOn, closeDays, backOn, late, unnumbered, again } = fact
  return {
    caseId: id,
    task: fact.task,
    area,
    office: fact.office,
    department: fact.department,
    offence: fact.offence,
    place: placeBelow(place, area, world.packs.areas.get(area)?.places ?? []),
    channel,
    state: fact.state,
    dueOn: fact.dueOn,
    givenOn: fact.givenOn,
    acceptedOn: acceptedOn ?? null,
    acceptDays: acceptDays ?? null,
    closedOn: closedOn ?? null,
    closeDays: closeDays ?? null,
    late: late ? 1 : 0,
    unnumbered: unnumbered ? 1 : 0,
    backOn: backOn ?? null,
    again: again ? 1 : 0,
  }
}
