import type { Case, Instant } from '#core/case.ts'
import type { CaseEvent } from '#core/case-event.ts'
import type { Command } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import { sharedMatters, within } from '#core/merge.ts'
import type { Notice } from '#core/notices.ts'
import { caseByNumber, tasksOf, type CaseRow } from '#store/cases.ts'
import { casesMergedInto, holdCases } from '#store/merged-cases.ts'
import type { Tx } from '#store/transaction.ts'
import type { CaseFile, OpenCase } from './case-file.ts'
import { oweNews } from './news.ts'
import { openIfWhole } from './or-skip.ts'
import type { Sealed } from './sealed.ts'

/** What is done with cases here, given by who holds them. */
interface Keeping {
  readonly keep: (
    world: Sealed,
    tx: Tx,
    file: CaseFile,
    events: readonly CaseEvent[],
  ) => Promise<OpenCase>
  readonly openCase: (world: Sealed, tx: Tx, row: CaseRow) => Promise<OpenCase>
}

/** A case is held together with those it is handled with, in one order. */
export async function holdWithMerged(tx: Tx, { id, case: about }: OpenCase): Promise<void> {
  const main = about.merge ? await caseByNumber(tx, about.merge.into) : undefined
  const own = about.joined ? await casesMergedInto(tx, about.number) : []
  await holdCases(tx, [id, ...(main ? [main.id] : []), ...own.map((row) => row.id)])
}

/** Who has a part in the main case reads what was merged into it. */
export async function withMainOffices(tx: Tx, open: OpenCase): Promise<OpenCase> {
  const merge = within(open.case)
  if (!merge) return open
  const offices: string[] = []
  for (const main of await mainsOf(tx, merge.into))
    offices.push(...(await tasksOf(tx, main.id)).map(({ office }) => office))
  return { ...open, case: { ...open.case, merge: { ...merge, offices } } }
}

/** The case it was merged into, the one that was merged into, and so on to the one that is handled. */
export async function mainsOf(tx: Tx, number: string): Promise<readonly CaseRow[]> {
  const mains: CaseRow[] = []
  for (let next: string | undefined = number; next !== undefined;) {
    const row: CaseRow | undefined = await caseByNumber(tx, next)
    if (!row || mains.some(({ id }) => id === row.id)) return mains
    mains.push(row)
    next = row.mergedInto
  }
  return mains
}

/** What the reporters of merged cases hear as well. A question is for whoever was asked. */
const forAll: ReadonlySet<Notice['kind']> = new Set([
  'accepted',
  'declined',
  'concluded',
  'extended',
  'penalty',
])

const isForAll = ({ kind, facts }: Notice): boolean =>
  forAll.has(kind) || facts['about'] === 'transferred'

/** News for the reporter of a case, and for those of the cases within it, each under their own number. */
export async function oweNewsToAll(
  world: Sealed,
  tx: Tx,
  open: OpenCase,
  notice: Notice,
): Promise<void> {
  if (notice.kind === 'again-granted' || notice.kind === 'again-refused')
    return await oweToAsker(world, tx, open, notice)
  await oweNews(world, tx, open, notice)
  if (open.case.joined && isForAll(notice)) await oweToMerged(world, tx, open.case, notice)
}

/** Whoever asked for a second look hears the answer, and nobody else that it was asked for. */
async function oweToAsker(world: Sealed, tx: Tx, open: OpenCase, notice: Notice): Promise<void> {
  const of = open.case.reExamination?.of
  if (of === undefined) return await oweNews(world, tx, open, notice)
  const row = await caseByNumber(tx, of)
  if (row && row.erasedAt === undefined) await oweNews(world, tx, ...underOwn(row, notice))
}

/** The same news, of one's own report. */
const underOwn = (row: CaseRow, notice: Notice): readonly [CaseFile, Notice] => [
  { ...row, events: [] },
  { ...notice, id: `${notice.id}/${row.id}`, facts: { ...notice.facts, number: row.number } },
]

async function oweToMerged(world: Sealed, tx: Tx, main: Case, notice: Notice): Promise<void> {
  const matter = notice.facts['matter'] ?? ''
  for (const { row, offences } of await allWithin(tx, main.number)) {
    const matters = offences.map((offence) => ({ offence }) as Case['matters'][number])
    if (!sharedMatters(main, { matters }).has(matter)) continue
    await oweNews(world, tx, ...underOwn(row, notice))
  }
}

/** Every case within this one, however deep, and what it was about. */
export async function allWithin(
  tx: Tx,
  number: string,
): Promise<readonly { readonly row: CaseRow; readonly offences: readonly string[] }[]> {
  const all: { row: CaseRow; offences: readonly string[] }[] = []
  for (const row of await casesMergedInto(tx, number)) {
    const offences = (await tasksOf(tx, row.id)).map(({ offence }) => offence)
    all.push({ row, offences: [...new Set([...offences, row.offence])] })
    all.push(...(await allWithin(tx, row.number)))
  }
  return all
}

interface Followed extends Keeping {
  readonly open: OpenCase
  readonly brought: readonly CaseEvent[]
}

/** What happens to the other cases when something happened to one: in the same transaction. */
export async function followMerge(world: Sealed, tx: Tx, followed: Followed): Promise<OpenCase> {
  const { open, brought } = followed
  if (brought.some(isHeardOn)) await tellMain(world, tx, followed)
  if (!open.case.joined) return open
  if (brought.some(({ type }) => type === 'withdrawn')) return await setFree(world, tx, followed)
  if (brought.some(({ type }) => type === 'closed')) await endWithin(world, tx, followed)
  return open
}

const isHeardOn = ({ type, by }: CaseEvent): boolean =>
  by.kind === 'reporter' &&
  (type === 'supplemented' || type === 'answered' || type === 'joined-heard')

/** What a reporter adds to a merged case reaches those who handle it. */
async function tellMain(world: Sealed, tx: Tx, { open, ...keeping }: Followed): Promise<void> {
  const { state, merge, number } = open.case
  const row = state === 'merged' && merge ? await caseByNumber(tx, merge.into) : undefined
  if (!row || row.erasedAt !== undefined) return
  await doTo(world, tx, row, { ...keeping, command: { type: 'hear-joined', number } })
}

/** The main case was withdrawn: what was merged into it goes on by itself. */
async function setFree(world: Sealed, tx: Tx, { open, ...keeping }: Followed): Promise<OpenCase> {
  let main = open
  for (const row of await casesMergedInto(tx, open.case.number)) {
    const reason = '主案撤回'
    await doTo(world, tx, row, { ...keeping, command: { type: 'unmerge', reason } })
    const parted = decide(main.case, { type: 'part', number: row.number, reason }, byClock(world))
    if (parted.ok) main = await keeping.keep(world, tx, main, parted.value)
  }
  return main
}

async function endWithin(world: Sealed, tx: Tx, { open, ...keeping }: Followed): Promise<void> {
  for (const row of await casesMergedInto(tx, open.case.number))
    await doTo(world, tx, row, { ...keeping, command: { type: 'close' } })
}

interface Deed extends Keeping {
  readonly command: Command
}

/** Done by the house to another case; what that case does not allow is left, and so is one that does not open. */
export async function doTo(
  world: Sealed,
  tx: Tx,
  row: CaseRow,
  { command, keep, openCase }: Deed,
): Promise<void> {
  const file = await openIfWhole(world, row, async () => await openCase(world, tx, row))
  if (!file) return
  const events = decide(file.case, command, byClock(world, command))
  if (events.ok && events.value.length > 0) await keep(world, tx, file, events.value)
}

const byClock = (world: Sealed, command?: Command) => {
  const at: Instant = world.clock()
  const id = world.idAt(at)
  const kind = command?.type === 'hear-joined' ? 'reporter' : 'clock'
  return { at, by: { kind }, id: (n: number) => `${id}-${n}`, clocks: world.packs } as const
}
