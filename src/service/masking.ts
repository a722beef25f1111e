import { actorOf, may, type Officer } from '#core/access.ts'
import type { CommandOf } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { wordsIn } from '#core/masking.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { tellingWords, type Telling } from '#core/telling-words.ts'
import { officerById } from '#store/officers.ts'
import { keepEvents, visibleCase } from './case-file.ts'
import type { CasePoint } from './desk.ts'
import { removeWords } from './redaction.ts'
import type { Sealed } from './sealed.ts'
import { trace } from './trace.ts'

/** What an officer may do about words that tell who somebody is. */
export interface MaskingPage {
  readonly number: string
  readonly version: number
  readonly telling: readonly Telling[]
  readonly masks: readonly {
    readonly id: string
    readonly at: number
    readonly by: string
    readonly reason: string
    readonly parts: number
  }[]
  readonly mayMask: boolean
  readonly mayUnmask: boolean
  readonly mayRedact: boolean
}

export async function maskingPage(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<Result<MaskingPage>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const about = file.value.case
    const masks = await Promise.all(
      about.masks.map(async ({ id, at, by, reason, words }) => ({
        id,
        at,
        reason,
        parts: words.length,
        by: by.kind === 'officer' ? ((await officerById(tx, by.id))?.name ?? '') : '',
      })),
    )
    await trace(world, tx, officer, { action: 'masking-read', subject: number })
    return ok({
      number,
      version: about.version,
      telling: tellingWords(about),
      masks,
      mayMask: may(officer, 'mask', about).ok,
      mayUnmask: may(officer, 'unmask', about).ok,
      mayRedact: may(officer, 'redact', about).ok,
    })
  })
}

export type MaskingDeed = CommandOf<'mask' | 'unmask' | 'redact'>

/**
 * Hides words, shows them again, or takes them out of what is kept. A redaction is on record with its place and reason like
 * every other event; only the words themselves are no more.
 */
export async function changeMasks(
  world: Sealed,
  officer: Officer,
  { number, version }: CasePoint,
  deed: MaskingDeed,
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const about = file.value.case
    const right = may(officer, deed.type, about)
    if (!right.ok) return right
    if (about.version !== version) return refuse('case-changed')
    const id = world.id()
    const context = { at: world.clock(), by: actorOf(officer), id: (n: number) => `${id}-${n}` }
    const events = decide(about, deed, context)
    if (!events.ok) return events
    const [event] = events.value
    const kept =
      event?.type === 'redacted'
        ? await removeWords(world, tx, file.value, wordsIn(about, event.stretches))
        : file.value
    await keepEvents(world, tx, kept, events.value)
    return ok(true)
  })
}
