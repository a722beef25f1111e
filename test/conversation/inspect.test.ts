import { readdirSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inspect, splits } from '#conversation/inspect.ts'
import { PROBLEM_KINDS } from '#conversation/problem.ts'
import { form, formWith, storyOf } from './story/form.ts'
import type { Broken } from './story/form.ts'
import { story, telegram, wechat } from './story/story.ts'

const channels = [wechat, telegram]
const folder = new URL('./broken-flows/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace(/\.ts$/, ''))
const kindOf = (name: string) => PROBLEM_KINDS.find((kind) => name.startsWith(kind))

describe('a sound story', () => {
  it('has no problem', () => {
    expect(inspect(storyOf([form]), channels)).toEqual([])
    expect(inspect(story, channels)).toEqual([])
  })
})

describe('a broken flow', () => {
  it.each(names)('%s is found', async (name) => {
    const { broken } = (await import(new URL(`${name}.ts`, folder).href)) as { broken: Broken }
    const problems = inspect(broken.story, channels)
    const kind = kindOf(name)
    const where = broken.node === undefined ? { kind } : { kind, node: broken.node }
    expect(problems).toContainEqual(expect.objectContaining(where))
  })

  it('is kept here for every kind of problem there is', () => {
    expect(new Set(names.map(kindOf))).toEqual(new Set(PROBLEM_KINDS))
  })
})

describe('a message that fits only in two parts', () => {
  it('is told, but no problem', () => {
    const of = storyOf([form], { done: `${'长'.repeat(700)}{number}` })
    expect(inspect(of, channels)).toEqual([])
    expect(splits(of, channels)).toEqual([
      expect.objectContaining({ flow: 'form', node: 'done', kind: 'is-split-in-two' }),
    ])
  })
})

describe('a question that is left by its tries', () => {
  it('has written its field, so that what follows may be given it', () => {
    const of = storyOf([formWith({ name: { exhausted: 'more' } })])
    expect(inspect(of, channels)).toEqual([])
  })
})
