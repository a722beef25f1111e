import { z } from 'zod'
import { ok } from '#core/result.ts'
import { queues } from '#service/inbox.ts'
import { search } from '#service/search.ts'
import { rowShape } from './case-shape.ts'
import { openCursor, sealCursor } from './cursors.ts'
import { operation } from './operation.ts'
import { cursor, list } from './shapes.ts'

/** The words are sent, so that they stand in no address and no log. */
const searchCases = operation({
  id: 'searchCases',
  method: 'POST',
  path: '/search',
  scope: 'read:cases',
  zh: '按字词、编号搜索本人看得到的件，最近的在前',
  en: 'Looks for words or a number in the cases that the officer may see, newest first',
  asks: true,
  body: z.strictObject({
    words: z.string().min(1).max(200),
    queue: z.enum(queues).optional(),
    cursor,
  }),
  answer: z.object({
    cases: list(
      rowShape.extend({
        quote: z.tuple([z.string(), z.string(), z.string()]).readonly().optional(),
      }),
    ),
    next: z.string().optional(),
    filling: z.boolean().describe('较早的件或刚收到的件还在建索引，可能搜不全'),
  }),
  problems: ['bad-cursor', 'refused'],
  run: async ({ world, officer, body }) => {
    const about = ['search', officer.id, body.queue ?? '', body.words]
    const place = openCursor(world, about, body.cursor)
    if (!place.ok) return place
    const page = await search(world, officer, {
      typed: body.words,
      ...(body.queue === undefined ? {} : { queue: body.queue }),
      ...(place.value === undefined ? {} : { before: Number(place.value) }),
    })
    if (!page.ok) return page
    const { hits, next, filling } = page.value
    const more = next === undefined ? {} : { next: sealCursor(world, about, String(next)) }
    return ok({ answer: { cases: hits, filling, ...more } })
  },
})

export const searchOperations = [searchCases]
