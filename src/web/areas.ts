import { isDemoArea } from '#service/world.ts'
import type { Web } from './web.ts'

export interface ListedArea {
  readonly code: string
  readonly name: string
  readonly demo: boolean
  readonly sponsor?: string
  readonly telephone?: string
}

/** The areas that are served, as the public sees them. */
export async function listedAreas({ world }: Web): Promise<readonly ListedArea[]> {
  return await world.db.read(async (tx) => {
    const areas: ListedArea[] = []
    for (const [code, { plan }] of world.packs.areas) {
      const { sponsor, telephone } = world.operator.read(code)
      areas.push({
        code,
        name: plan.area.name,
        demo: await isDemoArea(world, tx, code),
        ...(sponsor ? { sponsor } : {}),
        ...(telephone ? { telephone } : {}),
      })
    }
    return areas
  })
}
