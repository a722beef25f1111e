import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { join, split, type Joinable } from '#core/subject-joining.ts'
import type { Result } from '#core/result.ts'

const ids = ['a', 'b', 'c', 'd', 'e', 'f']
const alone = (id: string): Joinable => ({ id, into: '', root: id })
const after = (all: readonly Joinable[], done: Result<readonly Joinable[]>): readonly Joinable[] =>
  done.ok ? all.map((each) => done.value.find(({ id }) => id === each.id) ?? each) : all

const deeds = fc.array(
  fc.record({ join: fc.boolean(), one: fc.constantFrom(...ids), other: fc.constantFrom(...ids) }),
  { maxLength: 30 },
)
const played = (
  given: readonly { readonly join: boolean; readonly one: string; readonly other: string }[],
) =>
  given.reduce<readonly Joinable[]>(
    (all, { join: isJoin, ...pair }) => after(all, isJoin ? join(all, pair) : split(all, pair.one)),
    ids.map(alone),
  )

describe('subjects that were joined', () => {
  it('come apart exactly as they were, whatever was joined before', () => {
    fc.assert(
      fc.property(deeds, fc.constantFrom(...ids), fc.constantFrom(...ids), (given, one, other) => {
        const before = played(given)
        const joined = join(before, { one, other })
        fc.pre(joined.ok)
        const between = after(before, joined)
        expect(after(between, split(between, one))).toEqual(before)
      }),
      { seed: 20261122, numRuns: 500 },
    )
  })

  it('always end at one that was joined to none', () => {
    fc.assert(
      fc.property(deeds, (given) => {
        const all = played(given)
        for (const { id, into, root } of all) {
          const end = all.find((each) => each.id === root)
          expect(end?.into).toBe('')
          expect(into === '' ? id : all.find((each) => each.id === into)?.root).toBe(root)
        }
      }),
      { seed: 20261122, numRuns: 300 },
    )
  })

  it('are not joined twice, to themselves or in a circle', () => {
    const all = played([{ join: true, one: 'a', other: 'b' }])
    expect(join(all, { one: 'a', other: 'c' })).toMatchObject({
      refusal: { key: 'subject-joined' },
    })
    expect(join(all, { one: 'b', other: 'a' })).toMatchObject({ refusal: { key: 'subject-same' } })
    expect(join(all, { one: 'c', other: 'c' })).toMatchObject({ refusal: { key: 'subject-same' } })
    expect(split(all, 'c')).toMatchObject({ refusal: { key: 'subject-not-joined' } })
  })
})
