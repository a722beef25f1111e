import { describe, expect, it } from 'vitest'
import { begun, keys, nodeOf, tell } from './story/story.ts'

describe('R5 words during a hand-over go to the person, not to the flow', () => {
  const handed = tell(begun(), ['你好', '转人工'])

  it('says so and tells the desk', () => {
    expect(handed.session).toMatchObject({ status: 'handed-over', why: 'asked' })
    expect(handed.effects.map((effect) => effect.type)).toEqual(['say', 'hand-over'])
  })

  it('forwards text, answers nothing and moves nowhere', () => {
    const talk = tell(handed, ['1', '进度', '帮助', '我在等'])
    expect(talk.effects).toEqual([expect.objectContaining({ type: 'forward', text: '我在等' })])
    expect(talk.session.frames).toEqual(handed.session.frames)
    expect(talk.session.status).toBe('handed-over')
  })

  it('lets the person speak and give the conversation back to the open question', () => {
    const spoken = tell(handed, [{ type: 'operator', text: '您说<哪里>？' }])
    expect(spoken.effects).toEqual([
      expect.objectContaining({ key: 'operator.says', facts: { text: '您说<哪里>？' } }),
    ])
    expect(spoken.session.status).toBe('handed-over')
    const released = tell(spoken, [{ type: 'operator', text: '', release: true }])
    expect(nodeOf(released.session)).toBe('report/which')
    expect(released.session.status).toBe('waiting')
  })

  it('gives a conversation that the flow handed over back to the start of the flow', () => {
    const talk = tell(begun(), [
      '你好',
      '啊',
      '哦',
      '嗯',
      { type: 'operator', text: '好', release: true },
    ])
    expect(keys(talk.effects)).toEqual(['operator.says', 'hello', 'ask.what'])
  })

  it('hears danger even then, and comes back to the person afterwards', () => {
    const talk = tell(handed, [{ type: 'message', text: '他要死了', signal: 'life' }])
    expect(talk.effects.map((effect) => effect.type)).toContain('forward')
    expect(keys(talk.effects)).toEqual(['life.first', 'life.where'])
    const back = tell(talk, ['菜市场'])
    expect(keys(back.effects)).toEqual(['life.alarmed'])
    expect(back.session).toMatchObject({ status: 'handed-over', why: 'asked' })
  })

  it('lets the reporter leave by 取消', () => {
    const talk = tell(handed, ['取消'])
    expect(talk.session).toMatchObject({ status: 'ended', outcome: 'cancelled' })
  })
})
