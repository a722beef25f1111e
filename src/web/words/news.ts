import type { Notice } from '#core/notices.ts'
import { afterReferral } from '#service/track.ts'
import type { World } from '#service/world.ts'
import { dayWords } from './dates.ts'

/** The very words a reporter reads when they ask for news: those of the conversation itself. */
export function newsWords(world: World, { kind, facts }: Notice, departmentName: string): string {
  const text = facts['text'] ?? ''
  const dueOn = facts['dueOn'] ? dayWords(facts['dueOn']) : ''
  const newsText = text || (kind === 'referred' ? afterReferral : '')
  const template = world.story.words['zh-cn']?.[keyOf(kind, dueOn)] ?? ''
  const values: Readonly<Record<string, string>> = { departmentName, dueOn, newsText }
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')
}

function keyOf(kind: Notice['kind'], dueOn: string): string {
  return kind === 'accepted' && dueOn ? 'news.accepted-due' : `news.${kind}`
}
