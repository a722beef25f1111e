import { ok, refuse, type Result } from './result.ts'

/** How a subject hangs on others; all that a join or a split changes. */
export interface Joinable {
  readonly id: string
  /** The one it was joined to, or empty. */
  readonly into: string
  /** The end of that chain. */
  readonly root: string
}

/**
 * `one` goes on as `other`. Nothing is copied and nothing moves, so that a split brings back what was. Given are all that
 * hang on either; answered are those that change.
 */
export function join(
  all: readonly Joinable[],
  { one, other }: { readonly one: string; readonly other: string },
): Result<readonly Joinable[]> {
  const from = all.find(({ id }) => id === one)
  const to = all.find(({ id }) => id === other)
  if (!from || !to) return refuse('subject-unknown')
  if (one === other || from.root === to.root) return refuse('subject-same')
  if (from.into !== '' || to.into !== '') return refuse('subject-joined')
  return ok(
    all
      .filter(({ root }) => root === one)
      .map((each) => ({ ...each, root: other, into: each.id === one ? other : each.into })),
  )
}

/** Takes one apart from what it was joined to; whatever was joined to it before goes with it. */
export function split(all: readonly Joinable[], id: string): Result<readonly Joinable[]> {
  const from = all.find((each) => each.id === id)
  if (!from) return refuse('subject-unknown')
  if (from.into === '') return refuse('subject-not-joined')
  const its = under(all, id)
  return ok(
    all
      .filter((each) => its.has(each.id))
      .map((each) => ({ ...each, root: id, into: each.id === id ? '' : each.into })),
  )
}

/** A subject and all that were joined to it, however far. */
function under(all: readonly Joinable[], id: string): ReadonlySet<string> {
  const found = new Set([id])
  for (let before = 0; before < found.size;) {
    before = found.size
    for (const each of all) if (found.has(each.into)) found.add(each.id)
  }
  return found
}
