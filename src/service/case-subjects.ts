import { may, type Officer } from '#core/access.ts'
import type { Subject } from '#core/subject.ts'
import { subjectCaseLines } from '#store/subject-lists.ts'
import { subjectById, subjectsOfCase } from '#store/subjects.ts'
import { visibleCase } from './case-file.ts'
import { inTheList, type Listed } from './institution-lists.ts'
import type { Sealed } from './sealed.ts'
import { openSubject } from './subjects.ts'
import { nothing, shown } from './subject-view.ts'

/** Whom a case complains of, as its page shows it. */
export interface CaseSubject extends Subject {
  readonly origin: string
  readonly how: string
  readonly listed: Listed
  /** Cases that complain of it, this one among them. */
  readonly cases: number
}

/** Whom a case complains of, with what the list says of each. The case's own page notes the look. */
export async function subjectsAtCase(
  world: Sealed,
  officer: Officer,
  number: string,
): Promise<readonly CaseSubject[]> {
  if (!may(officer, 'see-subjects').ok) return []
  return await world.db.read(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return []
    const rows = (await subjectsOfCase(tx, file.value.id)).filter(({ how }) => how !== 'refused')
    const found: CaseSubject[] = []
    for (const { origin, subject, how } of rows) {
      if (found.some((one) => one.origin === origin)) continue
      const row = await subjectById(tx, subject)
      if (!row) continue
      const words = await openSubject(world, row)
      const { area } = row
      const lines = await subjectCaseLines(tx, { area, subjects: [row.id], hidden: nothing })
      const { name, also, licence } = words
      const sought = { area, names: [name, ...also], ...(licence ? { licence } : {}) }
      const listed = await inTheList(world, tx, sought)
      found.push({ ...shown(row, words), origin, how, listed, cases: lines.length })
    }
    return found
  })
}
