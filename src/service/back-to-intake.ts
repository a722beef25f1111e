import type { Case } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { Context } from '#core/command.ts'
import { intakeOffice } from '#core/offices.ts'
import type { Tx } from '#store/transaction.ts'
import { dueOf } from './routing.ts'
import { officesIn, type World } from './world.ts'

/** The intake office a matter goes back to, and until when it must have decided; its limit runs anew from today. */
export async function backToIntake(
  world: World,
  tx: Tx,
  about: Case,
): Promise<Pick<Context, 'intake'>> {
  const office = intakeOffice(await officesIn(world, tx, about.area))
  const [matter] = about.matters
  if (!office || !matter) return {}
  const question = { area: about.area, matter, day: dayOf(world.clock()), role: 'intake' } as const
  return { intake: { office: office.id, due: dueOf(world, question) } }
}
