import { describe, expect, it } from 'vitest'
import { begun, keys, tell, waitOf } from './story/story.ts'

describe('T1 a press on an old button answers quietly and changes nothing', () => {
  it('of a question that is over', () => {
    const before = tell(begun(), ['你好'])
    const after = tell(before, ['1'])
    const pressed = tell(after, [{ type: 'button', wait: waitOf(before.session), option: 2 }])
    expect(keys(pressed.effects)).toEqual(['button.stale'])
    expect(pressed.session).toBe(after.session)
  })

  it('of a conversation that is over or has not begun', () => {
    for (const talk of [begun(), tell(begun(), ['你好', '取消'])]) {
      const pressed = tell(talk, [{ type: 'button', wait: 'other/3', option: 0 }])
      expect(keys(pressed.effects)).toEqual(['button.stale'])
      expect(pressed.session).toBe(talk.session)
    }
  })

  it('but the buttons of the same question stay good while it is asked again', () => {
    const before = tell(begun(), ['你好'])
    const again = tell(before, ['啊'])
    const pressed = tell(again, [{ type: 'button', wait: waitOf(before.session), option: 2 }])
    expect(pressed.session.answers).toMatchObject({ offence: 'A3' })
  })
})

describe('T11 a person who left is left alone', () => {
  it('ends without a word', () => {
    const talk = tell(begun(), ['你好', { type: 'closed' }])
    expect(talk.effects).toEqual([expect.objectContaining({ type: 'close', outcome: 'closed' })])
    expect(tell(talk, [{ type: 'closed' }]).effects).toEqual([])
  })
})
