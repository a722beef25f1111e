import { timingSafeEqual } from 'node:crypto'
import { ok, refuse, type Result } from '#core/result.ts'
import type { World } from '#service/world.ts'

/** Where a page ended, signed for whoever asked what they asked. */
export const sealCursor = (world: World, about: readonly string[], place: string): string =>
  `${Buffer.from(place).toString('base64url')}.${markOf(world, about, place).toString('base64url')}`

/** The place in a cursor; one that is not ours, or of another question, is refused. */
export function openCursor(
  world: World,
  about: readonly string[],
  cursor: string | undefined,
): Result<string | undefined> {
  if (cursor === undefined) return ok(undefined)
  const [written = '', mark = ''] = cursor.split('.')
  const place = Buffer.from(written, 'base64url').toString()
  const right = markOf(world, about, place)
  const given = Buffer.from(mark, 'base64url')
  const isOurs = given.length === right.length && timingSafeEqual(given, right)
  return isOurs ? ok(place) : refuse('bad-cursor')
}

const markOf = (world: World, about: readonly string[], place: string): Buffer =>
  Buffer.from(world.mac(Buffer.from(JSON.stringify(['api-cursor', ...about, place])))).subarray(
    0,
    16,
  )
