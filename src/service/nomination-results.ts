import type { Officer } from '#core/access.ts'
import { caseNumberIn } from '#core/case-number.ts'
import type { Day } from '#core/case.ts'
import { dayOf, isDay } from '#core/clock.ts'
import { nominationOutcomes } from '#core/nomination.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { changeNomination, drawsOf } from '#store/nominations.ts'
import { nominationWords, sealedWords } from './nomination-voting.ts'
import { changing } from './nominations.ts'
import type { Sealed } from './sealed.ts'

interface Found {
  readonly id: string
  readonly outcome: string
  readonly inspectedOn: Day
  readonly result: string
}

const longestResult = 300
const betraying = /举\s*报|投\s*诉|检\s*举|来信|来电|信\s*访|(?<!\d)1[3-9]\d{9}(?!\d)/u

/** Publishes what was found where it was drawn and inspected: never that a report had anything to do with it. */
export async function publishFound(
  world: Sealed,
  officer: Officer,
  { id, outcome, inspectedOn, result }: Found,
): Promise<Result<true>> {
  const what = {
    id,
    action: 'inspect-nominations',
    from: ['drawn', 'published'],
    done: 'nomination-published',
  } as const
  return await changing(world, officer, what, async (tx, row) => {
    const known = nominationOutcomes.find((one) => one === outcome)
    const text = result.trim()
    const today = dayOf(world.clock())
    if (!known || text === '' || text.length > longestResult)
      return refuse('nomination-result-missing')
    if (betraying.test(text) || caseNumberIn(text.toUpperCase()) !== undefined)
      return refuse('nomination-result-unfit')
    const [drawn] = (await drawsOf(tx, row.area)).filter((one) => one.id === row.draw)
    const hasBeen = isDay(inspectedOn) && inspectedOn <= today
    if (!hasBeen || (drawn && inspectedOn < dayOf(drawn.at))) return refuse('nomination-day')
    const words = { ...(await nominationWords(world, row)), result: text }
    await changeNomination(tx, id, {
      state: 'published',
      outcome: known,
      inspectedOn,
      publishedOn: row.publishedOn ?? today,
      sealed: await sealedWords(world, row, words),
    })
    return ok(true)
  })
}
