import { othersAt } from '#service/viewing.ts'
import { numberOf } from './case-page.ts'
import { deskPost, type Desk } from './desk-door.ts'
import { notFound } from './faults.ts'
import { viewerWords } from './viewers-line.ts'

/** So that a page that stays open is known to be; what it answers stands in the line. */
export function viewingRoutes(desk: Desk): void {
  deskPost(desk, '/desk/cases/:number/here', async (visit) => {
    const others = await othersAt(visit.web.world, visit.officer, numberOf(visit))
    if (!others.ok) return await notFound(visit.c)
    return visit.c.text(others.value.map((one) => viewerWords(visit, one)).join(''))
  })
}
