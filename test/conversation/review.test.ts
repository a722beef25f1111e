import { describe, expect, it } from 'vitest'
import { begun, keys, nodeOf, PLAIN, pressed, tell } from './story/story.ts'

describe('the review', () => {
  const talk = tell(begun(), PLAIN)

  it('edits just the answer whose number is given and comes back', () => {
    const edited = tell(talk, ['3', '前天'])
    expect(nodeOf(edited.session)).toBe('report/check')
    expect(edited.session.answers).toEqual({ ...talk.session.answers, when: '2026-11-19' })
  })

  it('takes the name of a row and the button of a row', () => {
    expect(nodeOf(tell(talk, ['时间不对']).session)).toBe('report/when')
    expect(nodeOf(tell(talk, [pressed(talk.session, 2)]).session)).toBe('report/when')
  })

  it('leads on only by a yes', () => {
    for (const text of ['好像是', '0', '9', '提交吗', '跳过', '不变'])
      expect(keys(tell(talk, [text]).effects)).toEqual(['retry'])
    expect(tell(talk, [pressed(talk.session, 5)]).session).toMatchObject({ outcome: 'filed' })
    expect(tell(talk, ['“提交”。']).session).toMatchObject({ outcome: 'filed' })
  })

  it('lets an edit be taken back', () => {
    const back = tell(talk, ['3', '返回'])
    expect(nodeOf(back.session)).toBe('report/check')
    expect(back.session.answers).toEqual(talk.session.answers)
  })

  it('shows long answers by their first 60 characters', () => {
    const long = tell(begun(), ['长'.repeat(900), '跳过', ...PLAIN.slice(2)])
    expect(long.effects[0]).toMatchObject({
      rows: expect.arrayContaining([
        { label: 'row.what', value: `${'长'.repeat(59)}…` },
        { label: 'row.offence', value: { key: 'row.open' } },
      ]),
    })
  })
})
