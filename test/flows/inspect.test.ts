import { describe, expect, it } from 'vitest'
import { inspect } from '#conversation/inspect.ts'
import { story } from '#flows/story.ts'
import { channels } from './channels.ts'

describe('the conversations, proved without being told', () => {
  it('have no problem on any channel in any language', () => {
    expect(inspect(story, channels)).toEqual([])
  })

  it('say nothing an office would not say at its window', () => {
    const loud = Object.values(story.words).flatMap((words) =>
      Object.entries(words).filter(([, text]) =>
        /[!！]|尊敬|亲爱的|系统|请按照|感谢您的/u.test(text),
      ),
    )
    expect(loud).toEqual([])
  })

  it('write no number of law into their words', () => {
    const days = Object.values(story.words).flatMap((words) =>
      Object.entries(words).filter(([, text]) =>
        /\d+ ?(?:个?工作日|个?自然日|日内|days)/u.test(text),
      ),
    )
    expect(days).toEqual([])
  })
})
