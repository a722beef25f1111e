import type { Answers } from '#conversation/flow.ts'
import { oweLine } from './fixed-line.ts'
import { hintAgain, hushPlaces } from './hints.ts'
import { ownCases } from './own-cases.ts'
import { answerAt, casesHere, leaveAll, reachedPlaces } from './places.ts'
import type { Asking } from './requests.ts'
import { seenHere } from './track.ts'

/**
 * From now on this chat is told of the report; it opens it without the passcode that was shown here. Whoever has number
 * and passcode can do so: the places it had before are told, and the one it came from can take it back.
 */
export async function answerHere(asking: Asking): Promise<Answers> {
  const { world, tx, row } = asking
  const about = await seenHere(asking, await casesHere(world, tx, row.handle))
  if (!about) return { done: 'later' }
  if (about.erasedAt !== undefined) return { done: 'closed' }
  const before = await reachedPlaces(world, tx, about)
  await answerAt(world, tx, about, row.handle)
  if (!before.includes(row.handle))
    for (const handle of before)
      await oweLine(world, tx, { id: `place:${world.id()}`, handle, words: 'notice.place' })
  return { done: 'yes' }
}

/** What came from this chat is told nowhere else any more. */
export async function onlyHere({ world, tx, row }: Asking): Promise<Answers> {
  const own = await ownCases(tx, row.handle)
  for (const about of own) {
    const left = await leaveAll(world, tx, about)
    await hushPlaces(world, tx, about, left)
    if (left.length > 0) await hintAgain(world, tx, about)
  }
  return { done: own.length > 0 ? 'yes' : 'later' }
}
