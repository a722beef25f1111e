import type { Channel } from './channel.ts'
import type { Story } from './flow.ts'
import { inspectFields } from './inspect-fields.ts'
import { inspectLength } from './inspect-length.ts'
import { inspectStructure } from './inspect-structure.ts'
import { inspectWords } from './inspect-words.ts'
import { lexiconFor, SOURCE } from './lexicon.ts'
import type { Problem } from './problem.ts'

export { splits } from './inspect-length.ts'
export type { Problem } from './problem.ts'

/**
 * What can be proved of a story without running it: every node is reached and leads to an end, no turn is without end,
 * every question has its ways out, every answer that is read was written, every text is there in every language and
 * fits every channel at its longest. No problem means all of that.
 */
export function inspect(story: Story, channels: readonly Channel[]): readonly Problem[] {
  const problems = [
    ...inspectStructure(story),
    ...inspectFields(story, lexiconFor(story, SOURCE)),
    ...inspectWords(story),
    ...inspectLength(story, channels),
  ]
  const seen = new Set<string>()
  return problems.filter((problem) => {
    const name = JSON.stringify(problem)
    if (seen.has(name)) return false
    seen.add(name)
    return true
  })
}
