import type { Lang } from '#conversation/flow.ts'
import type { World } from './world.ts'

/** What the law gives to whom. */
export function remedyText(world: World, language: Lang): string {
  const lang = language === 'en' ? 'en' : 'zh-cn'
  const remedies = world.packs.satisfaction?.remedies ?? []
  return remedies.map(({ text }) => text[lang]).join(lang === 'en' ? ' ' : '')
}
