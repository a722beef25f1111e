import { describe, expect, it } from 'vitest'
import { begun, image, keys, PLAIN, tell } from './story/story.ts'

describe('files', () => {
  it('are kept at any question and asked on, without counting a try', () => {
    const talk = tell(begun(), ['你好', '1', image('m1')])
    expect(talk.effects.map((effect) => effect.type)).toEqual([
      'keep-evidence',
      'say',
      'say',
      'schedule',
    ])
    expect(keys(talk.effects)).toEqual(['media.kept', 'ask.where'])
    expect(talk.session).toMatchObject({ wait: { tries: 0 } })
  })

  it('are only ever called 正在保存 while they are', () => {
    expect(keys(tell(begun(), ['你好', '1', image('m1', 'pending')]).effects)).toEqual([
      'media.pending',
      'ask.where',
    ])
    const asked = tell(begun(), PLAIN.slice(0, 6))
    expect(keys(tell(asked, [image('m1', 'pending')]).effects)).toEqual([
      'media.pending',
      'ask.standing',
    ])
  })

  it('answer the question that asks for them, and only such as it asks for', () => {
    const asked = tell(begun(), PLAIN.slice(0, 6))
    expect(keys(tell(asked, [image('m1')]).effects)).toEqual(['ask.standing'])
    const voice = { type: 'media', media: [{ id: 'v', kind: 'voice', state: 'kept' }] } as const
    expect(keys(tell(asked, [voice]).effects)).toEqual(['media.kept', 'ask.evidence'])
  })

  it('are kept without the name they had', () => {
    expect(tell(begun(), ['你好', image('m1')]).session.answers['evidence']).toEqual([
      { id: 'm1', kind: 'image', state: 'kept' },
    ])
  })

  it('are enough at twenty', () => {
    const many = Array.from({ length: 25 }, (_, n) => image(`m${n}`))
    const talk = tell(begun(), ['你好', '1', ...many])
    expect(talk.session.answers['evidence']).toHaveLength(20)
    expect(keys(talk.effects)).toEqual(['media.refused.too-many', 'ask.where'])
  })

  it('that were refused are told why', () => {
    const talk = tell(begun(), ['你好', '1', { type: 'refused-media', why: 'too-large' }])
    expect(keys(talk.effects)).toEqual(['media.refused.too-large', 'ask.where'])
    expect(talk.session).toMatchObject({ wait: { tries: 0 } })
  })

  it('W13 a voice message answers a question that takes voice, and is kept', () => {
    const voice = { type: 'media', media: [{ id: 'v', kind: 'voice', state: 'kept' }] } as const
    const talk = tell(begun(), [{ type: 'start' }, voice])
    expect(keys(talk.effects)).toEqual(['voice.kept', 'ask.which'])
    expect(talk.session.answers).toMatchObject({ opening: '（语音）', evidence: [{ id: 'v' }] })
  })

  it('with the answer written under them are both', () => {
    const talk = tell(begun(), ['你好', '1', { ...image('m1'), caption: '菜市场后门' }])
    expect(talk.session.answers).toMatchObject({ where: '菜市场后门', evidence: [{ id: 'm1' }] })
  })
})
