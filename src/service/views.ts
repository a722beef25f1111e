import type { Officer } from '#core/access.ts'
import { dropView, keepView, openWith, viewsOf, type SavedView } from '#store/saved-views.ts'
import type { World } from './world.ts'

export type { SavedView } from '#store/saved-views.ts'

/** Lists that an officer keeps: codes of offences, places and states, never what somebody searched for. */
export async function savedViews(world: World, officer: Officer): Promise<readonly SavedView[]> {
  return await world.db.read(async (tx) => await viewsOf(tx, officer.id))
}

export async function saveView(world: World, officer: Officer, query: string): Promise<void> {
  const view = { id: world.id(), officer: officer.id, query, at: world.clock() }
  await world.db.transaction(async (tx) => {
    await keepView(tx, view)
  })
}

/** Gives one up, or lets the desk begin with it. */
export async function changeView(
  world: World,
  officer: Officer,
  { id, change }: { readonly id: string; readonly change: 'drop' | 'open' | 'open-none' },
): Promise<void> {
  await world.db.transaction(async (tx) => {
    if (change === 'drop') await dropView(tx, officer.id, id)
    else await openWith(tx, officer.id, change === 'open' ? id : '')
  })
}
