import { describe, expect, it } from 'vitest'
import { begun, keys, nodeOf, PLAIN, pressed, tell } from './story/story.ts'

describe('返回', () => {
  it('undoes exactly the last answer and offers it', () => {
    const before = tell(begun(), ['你好', '1'])
    const talk = tell(before, ['菜市场', '返回'])
    expect(talk.session.frames).toEqual(before.session.frames)
    expect(talk.session.answers).toEqual(before.session.answers)
    expect(keys(talk.effects)).toEqual(['back.suggestion', 'ask.where'])
    expect(talk.effects[0]).toMatchObject({ facts: { answer: '菜市场' } })
  })

  it('不变 keeps the offered answer, by word and by button', () => {
    const talk = tell(begun(), ['你好', '1', '菜市场', '返回'])
    const kept = tell(talk, ['不变'])
    expect(kept.session.answers).toMatchObject({ where: '菜市场' })
    expect(nodeOf(kept.session)).toBe('place/ongoing')
    expect(tell(talk, [pressed(talk.session, 0)]).session.answers).toEqual(kept.session.answers)
  })

  it('offers the label of a choice, yes and no in words', () => {
    const talk = tell(begun(), ['你好', '2', '菜市场', '还在', '返回'])
    expect(talk.effects[0]).toMatchObject({ facts: { answer: '是' } })
    expect(tell(talk, ['返回', '返回']).effects[0]).toMatchObject({
      facts: { answer: '第2类违法' },
    })
  })

  it('goes back into a flow that was called, and out of it, to the first question', () => {
    let talk = tell(begun(), PLAIN)
    const seen: (string | undefined)[] = []
    for (let n = 0; n < 9; n++) {
      talk = tell(talk, ['返回'])
      seen.push(nodeOf(talk.session))
    }
    expect(seen).toEqual([
      'report/standing',
      'report/evidence',
      'report/kinds',
      'report/when',
      'place/ongoing',
      'place/where',
      'report/which',
      'report/which',
      'report/which',
    ])
    expect(keys(talk.effects)).toEqual(['back.none', 'ask.which'])
  })

  it('never goes back over what has been filed', () => {
    const results = { classify: { offence: 'A1' }, file: { refusal: 'later' } }
    const talk = tell(begun(), ['你好', '菜市场', '还在', '昨天', '跳过', '跳过', '匿名', '提交'], {
      results,
    })
    expect(nodeOf(talk.session)).toBe('report/check')
    expect(keys(tell(talk, ['返回']).effects)).toEqual(['back.none', 'review'])
  })

  it('leaves a flow that broke in', () => {
    const talk = tell(begun(), ['你好', '1', '进度', '返回'])
    expect(nodeOf(talk.session)).toBe('place/where')
  })
})
