import type { Notice } from '#core/notices.ts'
import { fixedNews } from '#service/fixed-news.ts'
import { remedyText } from '#service/remedy-text.ts'
import type { World } from '#service/world.ts'
import { dayWords } from './dates.ts'

/** The very words a reporter reads when they ask for news: those of the conversation itself. */
export function newsWords(world: World, { kind, facts }: Notice, departmentName: string): string {
  const text = facts['text'] ?? ''
  const dueOn = facts['dueOn'] ? dayWords(facts['dueOn']) : ''
  const newsText = text || fixedNews({ kind, facts })
  const template = world.story.words['zh-cn']?.[keyOf({ kind, facts }, dueOn)] ?? ''
  const remedy = kind === 'again-refused' ? remedyText(world, 'zh-cn') : ''
  const values: Readonly<Record<string, string>> = { departmentName, dueOn, newsText, remedy }
  return template.replace(/\{(\w+)\}/g, (_all, name: string) => values[name] ?? '')
}

const pausedWords: ReadonlySet<string> = new Set(['appraisal', 'supplement'])

function keyOf({ kind, facts }: Pick<Notice, 'kind' | 'facts'>, dueOn: string): string {
  const reason = facts['reason'] ?? ''
  if (kind === 'paused' && pausedWords.has(reason)) return `news.paused-${reason}`
  return kind === 'accepted' && dueOn ? 'news.accepted-due' : `news.${kind}`
}
