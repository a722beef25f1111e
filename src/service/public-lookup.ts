import type { AreaCode } from '#core/plan.ts'
import type { Technique } from '#core/publish-rules.ts'
import { inTheList } from './institution-lists.ts'
import type { Sealed } from './sealed.ts'

/** What the lists say of a name, for anybody. Not found never means unlicensed. */
export interface LookedUp {
  readonly institutions: {
    readonly state: 'no-list' | 'listed' | 'near' | 'not-found'
    /** Of each its name, where it is, what it is, until when and how its licence stands. */
    readonly lines: readonly (readonly string[])[]
  }
  readonly techniques: {
    readonly state: 'no-list' | 'list'
    readonly lines: readonly Technique[]
  }
}

interface Asked {
  readonly area: AreaCode
  readonly words: string
  readonly techniques: readonly Technique[]
}

/** Nobody notes who asked for what. */
export async function lookUp(world: Sealed, { area, words, techniques }: Asked): Promise<LookedUp> {
  const listed = await world.db.read(
    async (tx) => await inTheList(world, tx, { area, names: [words] }),
  )
  const lines = listed.state === 'no-list' ? [] : listed.lines
  return {
    institutions: {
      state: listed.state,
      lines: lines.map(({ name, address, category, validUntil, status }) =>
        [name, address, category, validUntil && `有效期到 ${validUntil}`, status].flatMap((one) =>
          one === undefined || one === '' ? [] : [one],
        ),
      ),
    },
    techniques: {
      state: techniques.length === 0 ? 'no-list' : 'list',
      lines: techniques.filter(({ name, also }) =>
        [name, ...also].some((one) => one.includes(words) || words.includes(one)),
      ),
    },
  }
}
