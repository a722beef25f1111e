import { closedTo, may, type Officer } from '#core/access.ts'
import { inbox } from '#store/inbox.ts'
import { officesAtWork } from '#store/gone-offices.ts'
import { trace } from './trace.ts'
import { officesIn, type World } from './world.ts'

/** An office that was abolished or merged, and what it still has in hand. */
export interface GoneOffice {
  readonly office: string
  readonly numbers: readonly string[]
  readonly more: boolean
}

const shown = 20

/** For whoever gives matters out: parts that lie with offices the area no longer has. */
export async function goneOffices(world: World, officer: Officer): Promise<readonly GoneOffice[]> {
  if (!may(officer, 'rule').ok) return []
  const { area } = officer
  const gone = await world.db.read(async (tx) => {
    const known = new Set((await officesIn(world, tx, area)).map(({ id }) => id))
    const found: GoneOffice[] = []
    for (const office of await officesAtWork(tx, area)) {
      if (known.has(office)) continue
      const hidden = closedTo(officer)
      const page = await inbox(tx, { queue: 'mine', area, office, hidden, limit: shown })
      const numbers = [...new Set(page.items.map(({ number }) => number))]
      if (numbers.length > 0) found.push({ office, numbers, more: page.next !== undefined })
    }
    return found
  })
  if (gone.length > 0)
    await world.db.transaction(async (tx) => {
      await trace(world, tx, officer, { action: 'inbox-read', subject: 'gone-offices' })
    })
  return gone
}
