import { describe, expect, it } from 'vitest'
import { inspect } from '#conversation/inspect.ts'
import type { Node } from '#conversation/flow.ts'
import { formWith, storyOf } from './story/form.ts'
import { begun, keys, NOON, nodeOf, pressed, telegram, tell, wechat } from './story/story.ts'

const channels = [wechat, telegram]
const asking: Partial<Node> & { readonly kind: 'ask' } = {
  kind: 'ask',
  inWords: { field: 'said', min: 3, max: 8, next: 'repeat' },
}
const repeat: Node = { kind: 'say', text: 'heard', next: 'no-more' }
const noMore: Node = { kind: 'set', field: 'more', value: null, next: 'check' }
const said = { more: asking, repeat, 'no-more': noMore }
const made = (heard: string) => storyOf([formWith(said)], { heard })
const of = made('{said}')

const atQuestion = () => tell(begun({}, of), ['您好', '康民诊所'], { of })

describe('a question with options that also takes words', () => {
  it('keeps what is none of them and goes where it says', () => {
    const after = tell(atQuestion(), ['不是那样的'], { of })
    expect(after.session.answers).toMatchObject({ said: '不是那样的' })
    expect(keys(after.effects)).toEqual(['heard', 'review'])
    expect(after.session.answers['more']).toBeNull()
  })

  it('of more than it holds the beginning is kept', () => {
    const after = tell(atQuestion(), ['不是那样的，是别的'], { of })
    expect(after.session.answers['said']).toBe('不是那样的，是别')
  })

  it.each(['啊', '哦哦', '嗯'])('「%s」 is too little: the question is put again', (text) => {
    const after = tell(atQuestion(), [text], { of })
    expect(nodeOf(after.session)).toBe('form/more')
    expect(keys(after.effects)).toEqual(['retry'])
  })

  it('options, commands and buttons are heard first', () => {
    expect(tell(atQuestion(), ['没有'], { of }).session.answers['said']).toBeUndefined()
    expect(keys(tell(atQuestion(), ['帮助'], { of }).effects)).toContain('help')
    const { session } = atQuestion()
    expect(tell(atQuestion(), [pressed(session, 1)], { of }).session.answers['more']).toBe(false)
  })

  it('返回 leads back to the question', () => {
    const after = tell(atQuestion(), ['不是那样的', '返回'], { of })
    expect(nodeOf(after.session)).toBe('form/more')
    expect(after.session.at).toBeGreaterThan(NOON)
  })
})

describe('the proofs', () => {
  it('know that the words are there where they lead, and how long they are', () => {
    expect(inspect(of, channels)).toEqual([])
    expect(inspect(made('{more}'), channels)).toContainEqual(
      expect.objectContaining({ node: 'repeat', kind: 'read-before-written' }),
    )
    const long = formWith({
      ...said,
      more: { ...asking, inWords: { field: 'said', min: 3, max: 2000, next: 'repeat' } },
    })
    expect(inspect(storyOf([long], { heard: '{said}' }), channels)).toContainEqual(
      expect.objectContaining({ node: 'repeat', kind: 'too-long-for-channel' }),
    )
  })

  it('find words that lead nowhere, and a text that shows them where they may not be', () => {
    const nowhere = formWith({
      more: { ...asking, inWords: { field: 'said', min: 3, max: 8, next: 'repaet' } },
    })
    expect(inspect(storyOf([nowhere]), channels)).toContainEqual(
      expect.objectContaining({ node: 'more', kind: 'leads-nowhere' }),
    )
    const shown = storyOf([formWith(said)], { heard: '{said}', done: '{said}' })
    expect(inspect(shown, channels)).toContainEqual(
      expect.objectContaining({ node: 'done', kind: 'read-before-written' }),
    )
  })
})
