import { dayOf, yearOf } from '#core/clock.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { holdNumbers, numbersGiven, raiseNumbers, type NumbersGiven } from '#store/case-numbers.ts'
import { trace } from './trace.ts'
import { areaPack, type World } from './world.ts'

/** A number as it is told: letters of the area, year, and what counts up. */
export const numberOf = (letters: string, year: number, serial: number): string =>
  `${letters}-${year}-${String(serial).padStart(5, '0')}`

/** More than a copy can be behind: whoever asks for it has mistyped. */
const farthest = 10_000

/** Numbers that no case will ever have. */
export interface Skipped {
  readonly from: string
  readonly to: string
  readonly next: string
}

/** How far the numbers have come in each area and year. */
export const readNumbers = async (world: World): Promise<readonly NumbersGiven[]> =>
  await world.db.read(numbersGiven)

/**
 * After a restore: what was given out since the copy is known to people and must not be given again. The next report of
 * this year gets the number `next`; that some are left out stands in the audit chain. There is no way back down.
 */
export async function skipNumbers(
  world: World,
  area: string,
  next: number,
): Promise<Result<Skipped>> {
  const { letters } = areaPack(world, area).plan.area
  const year = yearOf(dayOf(world.clock()))
  const told = (serial: number): string => numberOf(letters, year, serial)
  return await world.db.transaction(async (tx) => {
    const last = await holdNumbers(tx, { area, year })
    if (next <= last + 1) return refuse('numbers-given', { next: told(last + 1) })
    if (next > last + farthest) return refuse('numbers-too-far', { next: told(last + 1), farthest })
    await raiseNumbers(tx, { area, year, last: next - 1 })
    const [from, to] = [told(last + 1), told(next - 1)]
    await trace(world, tx, 'operator', {
      area,
      action: 'numbers-skipped',
      subject: from === to ? from : `${from} – ${to}`,
    })
    return ok({ from, to, next: told(next) })
  })
}
