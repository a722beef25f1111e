import type { OffenceCode } from '#core/plan.ts'
import type { Lang } from '#conversation/flow.ts'
import type { World } from './world.ts'

/** What an offence is called in a conversation. */
export function nameOf(world: World, code: OffenceCode, lang: Lang = 'zh-cn'): string {
  const offence = world.packs.offences.get(code)
  return (lang === 'en' ? offence?.en : offence?.plain)?.slice(0, 40) ?? code
}
