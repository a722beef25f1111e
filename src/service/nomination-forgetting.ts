import { dayOf } from '#core/clock.ts'
import { monthOf } from '#core/nomination.ts'
import { dropMarks, dropUnshown } from '#store/nominations.ts'
import { recordErasure } from './erasure-record.ts'
import type { Sealed } from './sealed.ts'

/** With the month goes what told browsers apart; with the month after it what was never shown. */
export async function forgetVoters(world: Sealed): Promise<void> {
  const now = monthOf(dayOf(world.clock()))
  await world.db.transaction(async (tx) => {
    await dropMarks(tx, now)
    const keys = await dropUnshown(tx, monthBefore(now))
    if (keys.length === 0) return
    const cause = { why: 'expired', by: 'clock' } as const
    await recordErasure(world, tx, { kind: 'words', area: '', keys, files: [] }, cause)
  })
}

const monthBefore = (month: string): string => {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return number === 1 ? `${year - 1}-12` : `${year}-${String(number - 1).padStart(2, '0')}`
}
