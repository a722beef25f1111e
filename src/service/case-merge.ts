import { may, type Officer } from '#core/access.ts'
import type { Case } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Command, Context } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { discloseToReporter, type CaseForReporter } from '#core/disclose-to-reporter.ts'
import { sharedMatters, within } from '#core/merge.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { caseByNumber } from '#store/cases.ts'
import { casesMergedInto, holdCases } from '#store/merged-cases.ts'
import type { Tx } from '#store/transaction.ts'
import { keepEvents, openCase, visibleCase, type OpenCase } from './case-file.ts'
import type { Deed } from './deed.ts'
import { doTo, mainsOf } from './follow-merge.ts'
import { openIfWhole } from './or-skip.ts'
import type { Sealed } from './sealed.ts'

/** Both halves of a merger are held before either is read; other deeds touch one case alone. */
export async function holdBoth(tx: Tx, number: string, deed: Deed): Promise<void> {
  if (deed.type !== 'merge' && deed.type !== 'unmerge') return
  const own = await caseByNumber(tx, number)
  const other = deed.type === 'merge' ? plainNumber(deed.into) : own?.mergedInto
  const main = other === undefined ? undefined : await caseByNumber(tx, other)
  await holdCases(
    tx,
    [own, main].flatMap((row) => row?.id ?? []),
  )
}

/** The main case, as the officer may see it; of other deeds none. */
export async function mainFor(
  world: Sealed,
  tx: Tx,
  officer: Officer,
  { about, deed }: { readonly about: Case; readonly deed: Deed },
): Promise<Result<OpenCase | undefined>> {
  if (deed.type === 'merge') {
    const main = await visibleCase(world, tx, officer, plainNumber(deed.into))
    return main.ok && may(officer, 'merge', main.value.case).ok ? main : refuse('main-unknown')
  }
  if (deed.type !== 'unmerge' || !about.merge) return ok(undefined)
  const main = await visibleCase(world, tx, officer, about.merge.into)
  if (!main.ok) return main
  const { state, merge } = main.value.case
  return state === 'merged' ? refuse('main-merged', { into: merge?.into ?? '' }) : main
}

const plainNumber = (typed: string): string => typed.trim().toUpperCase()

/** What the same deed does to the main case. */
export function otherHalf(
  main: OpenCase,
  { about, deed }: { readonly about: Case; readonly deed: Deed },
  context: Context,
): Result<readonly CaseEvent[]> {
  const command = otherCommand(about, deed)
  return command ? decide(main.case, command, context) : ok([])
}

function otherCommand(about: Case, deed: Deed): Command | undefined {
  if (deed.type === 'merge') return { type: 'join', other: about, reason: deed.reason }
  if (deed.type !== 'unmerge') return undefined
  return { type: 'part', number: about.number, reason: deed.reason }
}

/** The case that is handled, for one that was merged; any other, and one whose main case does not open, is itself. */
export async function handledCase(world: Sealed, tx: Tx, open: OpenCase): Promise<OpenCase> {
  const merge = within(open.case)
  if (!merge) return open
  const root = (await mainsOf(tx, merge.into)).at(-1)
  if (!root || root.erasedAt !== undefined) return open
  return (await openIfWhole(world, root, async () => await openCase(world, tx, root))) ?? open
}

/** What a reporter sees of their report: of a merged one how it stands where it is handled, and nothing of who else told of it. */
export async function shownToReporter(
  world: Sealed,
  tx: Tx,
  open: OpenCase,
): Promise<CaseForReporter> {
  const own = discloseToReporter(open.case)
  const root = await handledCase(world, tx, open)
  if (root === open) return own
  const shared = sharedMatters(root.case, open.case)
  const { matters, changedAt, state, reExaminationAt, again } = discloseToReporter(
    root.case,
    own.number,
  )
  return {
    ...own,
    state,
    changedAt: Math.max(own.changedAt, changedAt),
    matters: matters.filter(({ id }) => shared.has(id)),
    ...(reExaminationAt === undefined ? {} : { reExaminationAt }),
    ...(again ? { again } : {}),
  }
}

export const isRunning = ({ state }: Pick<Case, 'state'>): boolean =>
  state === 'received' || state === 'accepted'

/** The main case is let go: what was handled in it has ended with it. */
export async function endMergedInto(world: Sealed, tx: Tx, number: string): Promise<void> {
  for (const row of await casesMergedInto(tx, number))
    await doTo(world, tx, row, { command: { type: 'close' }, keep: keepEvents, openCase })
}
