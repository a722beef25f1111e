import type { Port } from '#conversation/channel.ts'
import { isDemoArea, type World } from './world.ts'

/** Likely offences for what an operator types while they listen, best first. */
export function proposals(world: World, area: string, text: string): ReturnType<Port['proposals']> {
  return world.understanding
    .understand(text, area)
    .offences.map(({ code }) => ({ code, label: world.packs.offences.get(code)?.zh ?? code }))
}

/** The areas as the entry page lists them; `demo` is looked up again by `refresh`. */
export interface ServedAreas {
  readonly list: Port['areas']
  readonly refresh: () => Promise<void>
}

export function createServedAreas(world: World): ServedAreas {
  let areas: ReturnType<Port['areas']> = []
  return {
    list: () => areas,
    refresh: async () => {
      areas = await world.db.read(async (tx) => {
        const found = []
        for (const [code, { plan }] of world.packs.areas)
          found.push({ code, name: plan.area.name, demo: await isDemoArea(world, tx, code) })
        return found
      })
    },
  }
}
