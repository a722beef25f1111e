import { render } from '../src/conversation/render.ts'
import type { Session } from '../src/conversation/session.ts'
import { begin, step } from '../src/conversation/step.ts'
import { median } from './drive.ts'
import { channel, storyWith, words } from './peers/project.ts'

const story = storyWith(1_000_000)

/** One wrong answer after another to the same question, through a JSON store. */
function talk(user: number): { readonly hear: (n: number) => void; readonly size: () => number } {
  let kept = JSON.stringify(
    begin(story, { id: `s${user}`, channel: 'telegram', lang: 'zh-cn', given: {} }),
  )
  const hear = (n: number): void => {
    const at = 1_795_000_000_000 + n * 1000
    const event = { id: String(100_000_000 + n), at, type: 'message', text: '记不清了' } as const
    const { session, effects } = step(story, JSON.parse(kept) as Session, event)
    render(effects, channel, words)
    kept = JSON.stringify(session)
  }
  return { hear, size: () => kept.length }
}

/** What message 2,000 of a conversation costs, held against message 2: microseconds, the median of many rounds. */
export function flatness(users: number): {
  readonly second: number
  readonly late: number
  readonly size: number
} {
  const warm = talk(0)
  for (let n = 0; n < 20_000; n++) warm.hear(n)
  const second: number[] = []
  const late: number[] = []
  let size = 0
  for (let round = 0; round < 5; round++) {
    const fresh = Array.from({ length: users }, (_, user) => talk(user))
    for (const one of fresh) one.hear(0)
    second.push(timed(fresh, 1))
    for (const one of fresh) for (let n = 2; n < 2000; n++) one.hear(n)
    late.push(timed(fresh, 2000))
    size = fresh[0]?.size() ?? 0
  }
  return { second: median(second), late: median(late), size }
}

function timed(talks: readonly ReturnType<typeof talk>[], n: number): number {
  globalThis.gc?.()
  const begun = process.hrtime.bigint()
  for (const one of talks) one.hear(n)
  return Number(process.hrtime.bigint() - begun) / 1000 / talks.length
}
