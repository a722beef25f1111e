import type { Packs } from '#packs/load.ts'
import { complain, exit, type Exit } from './output.ts'

/** There is no such area; says which there are. */
export function noArea(packs: Packs, area: string): Exit {
  complain(`没有 ${area} 这个辖区。可选：${[...packs.areas.keys()].join('、')}`)
  return exit.usage
}
