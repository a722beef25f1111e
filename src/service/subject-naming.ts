import { may, type Officer } from '#core/access.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { keepSubjectCase, subjectHeld, subjectsOfCase, type SubjectRow } from '#store/subjects.ts'
import type { Tx } from '#store/transaction.ts'
import { visibleCase } from './case-file.ts'
import { reviewCredit } from './credit-proposals.ts'
import { newSubject } from './follow-subjects.ts'
import type { Sealed } from './sealed.ts'
import { noteDeed, wordsOf, type NewWords } from './subject-deeds.ts'

interface OnCase {
  readonly number: string
  readonly origin: string
}

/** An officer of the case says that the machine read it rightly, or not. */
export async function decideNamed(
  world: Sealed,
  officer: Officer,
  { number, origin, is }: OnCase & { readonly is: boolean },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, number)
    if (!file.ok) return file
    const right = may(officer, 'name-subject', file.value.case)
    if (!right.ok) return right
    const subject = await subjectHeld(tx, origin)
    const rows = (await subjectsOfCase(tx, file.value.id)).filter((row) => row.origin === origin)
    if (rows.length === 0 || !subject) return refuse('subject-unknown')
    for (const row of rows) await keepSubjectCase(tx, { ...row, how: is ? 'confirmed' : 'refused' })
    await reviewCredit(world, tx, file.value)
    const kind = is ? 'confirm' : 'refuse'
    const words = { reason: '' }
    await noteDeed(world, tx, officer, { kind, subject, caseId: file.value.id, words })
    return ok(true)
  })
}

/** An officer of the case says whom it complains of, as the inspection or the papers name it. */
export async function nameSubject(
  world: Sealed,
  officer: Officer,
  given: NewWords & { readonly number: string; readonly known: string },
): Promise<Result<true>> {
  return await world.db.transaction(async (tx) => {
    const file = await visibleCase(world, tx, officer, given.number)
    if (!file.ok) return file
    const { id: caseId, case: about } = file.value
    const right = may(officer, 'name-subject', about)
    if (!right.ok) return right
    if (about.matters.some(({ stream, accused }) => stream === 'accusation' || accused))
      return refuse('subject-accusation')
    const subject = await subjectGiven(world, tx, { area: about.area, given })
    if (!subject.ok) return subject
    const before = await subjectsOfCase(tx, caseId)
    const nth =
      Math.max(-1, ...before.filter(({ how }) => how !== 'refused').map((row) => row.nth)) + 1
    for (const { id: matter, offence, place = '' } of about.matters)
      await keepSubjectCase(tx, {
        caseId,
        matter,
        origin: subject.value.id,
        subject: subject.value.root,
        area: about.area,
        offence,
        place,
        at: about.receivedAt,
        how: 'confirmed',
        nth,
      })
    await reviewCredit(world, tx, file.value)
    const words = { reason: '' }
    await noteDeed(world, tx, officer, { kind: 'add', subject: subject.value, caseId, words })
    return ok(true)
  })
}

/** One that is known already, or a new one. */
async function subjectGiven(
  world: Sealed,
  tx: Tx,
  { area, given }: { readonly area: string; readonly given: NewWords & { readonly known: string } },
): Promise<Result<SubjectRow>> {
  if (given.known !== '') {
    const row = await subjectHeld(tx, given.known)
    return row?.area === area ? ok(row) : refuse('subject-unknown')
  }
  const words = wordsOf(given)
  if (!words.ok) return words
  const { kind, ...named } = words.value
  const at = world.clock()
  return ok(
    await newSubject(world, tx, { area, kind, place: '', at, words: { ...named, also: [] } }),
  )
}
