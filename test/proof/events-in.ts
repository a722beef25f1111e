import type { Sealed } from '#service/sealed.ts'
import { rewardText } from '#service/reward-file.ts'
import { caseById } from '#store/cases.ts'
import { rewardById, rewardEvents } from '#store/rewards.ts'

/** A reward's whole history opened, as text: to look for what must not stand in it. */
export async function eventsIn(world: Sealed, id: string): Promise<string> {
  return await world.db.read(async (tx) => {
    const row = await rewardById(tx, id)
    const about = row?.caseId === undefined ? undefined : await caseById(tx, row.caseId)
    if (!about) throw new Error(`no reward ${id}`)
    const texts: string[] = [JSON.stringify(row)]
    for (const { id: event, sealed } of await rewardEvents(tx, id))
      texts.push(await world.vault.open(about.keyId, sealed, rewardText(event)))
    return texts.join('\n')
  })
}
