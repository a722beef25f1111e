import type { AreaCode } from '#core/plan.ts'
import type { Visit } from './desk-door.ts'

/** The officer's own area; whoever sits in none chooses by `?area=`. */
export function areaAsked({ c, web, officer }: Visit): AreaCode {
  if (officer.area !== '') return officer.area
  const asked = c.req.query('area') ?? ''
  const [first = ''] = web.world.packs.areas.keys()
  return web.world.packs.areas.has(asked) ? asked : first
}
