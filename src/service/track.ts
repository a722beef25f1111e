import { isAgainPending } from '#core/archive.ts'
import type { Case } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import { withOwnRequest } from '#core/re-examination.ts'
import { decides } from '#core/transitions.ts'
import type { Answers, Lang } from '#conversation/flow.ts'
import { caseByNumber, type CaseRow } from '#store/cases.ts'
import { hasLost, markFound } from '#store/hops.ts'
import { unreadNews } from '#store/news.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { handledCase, isRunning } from './case-merge.ts'
import { rewardToClaim } from './claim-view.ts'
import { wordsIn } from './conversation-file.ts'
import { nameOf } from './name-of.ts'
import { casesHere, usedAt } from './places.ts'
import { nearName } from './plan-in-words.ts'
import { tryReceipt } from './receipt.ts'
import type { Asking } from './requests.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'
import { areaPack, officesIn } from './world.ts'

/** How a report stands. A chat's own reports need no passcode; a typed number does. */
export async function lookUp(asking: Asking): Promise<Answers> {
  const { world, tx, row, given, at } = asking
  const number = textOf(given['trackNumber'])
  const passcode = textOf(given['trackPasscode'])
  if (number && passcode) {
    const tried = await tryReceipt(world, tx, { number, passcode, asker: row.id, at })
    if (tried.ok) return await standing(asking, tried.value)
    const minutes = tried.refusal.facts?.['minutes']
    return {
      ...notFound(minutes ? 'slow' : 'wrong'),
      waitMinutes: minutes ? String(minutes) : null,
    }
  }
  const own = await casesHere(world, tx, row.handle)
  const chosen = await seenHere(asking, own)
  const [only] = own
  if (chosen) return await standing(asking, chosen)
  if (only && own.length === 1) return await standing(asking, only)
  if (own.length === 0) return notFound('none')
  const newest = own.toSorted((one, other) => other.receivedAt - one.receivedAt).slice(0, 6)
  const reports = newest.map((one) => ({
    value: one.number,
    label: `${one.number} ${nameOf(world, one.offence, asking.session.lang)}`.slice(0, 36),
  }))
  return { ...notFound('several'), reports }
}

/**
 * The report the conversation speaks of: one of its own, or one whose passcode opened it before, since only the service
 * writes that field.
 */
export async function seenHere(
  { tx, given }: Pick<Asking, 'tx' | 'given'>,
  own: readonly CaseRow[],
): Promise<CaseRow | undefined> {
  const number = textOf(given['number'])
  if (!number) return undefined
  return own.find((one) => one.number === number) ?? (await caseByNumber(tx, number))
}

const notFound = (found: 'none' | 'several' | 'wrong' | 'slow'): Answers => ({
  found,
  reports: [],
  number: null,
  state: 'none',
  outcomeName: null,
  departmentName: null,
  changedOn: null,
  dueOn: null,
  rewardOpen: 'no',
  news: 'no',
  waitMinutes: null,
})

async function standing(asking: Asking, row: CaseRow): Promise<Answers> {
  const { world, tx, session } = asking
  const { lang } = session
  if (row.erasedAt !== undefined) return erased(world, row, lang)
  await seenBy(asking, row)
  const root = await handledCase(world, tx, await openCase(world, tx, row))
  const file = withOwnRequest(root.case, row.number)
  const unread = (await unreadNews(tx, row.handle)).filter((one) => one.caseId === row.id)
  const office = await officeName(world, tx, file)
  const running = isRunning(file)
  return {
    ...notFound('none'),
    found: 'yes',
    number: row.number,
    state: stateFor(file),
    departmentName: office ? nearName(areaPack(world, file.area).plan.area, office) : null,
    changedOn: dayInWords(dayOf(Math.max(row.changedAt, file.changedAt))),
    dueOn: dueFor(file, running),
    rewardOpen: (await rewardToClaim(tx, row.id))?.state === 'notified' ? 'yes' : 'no',
    news: unread.length > 0 ? 'yes' : 'no',
  }
}

/** Its person has looked: this place is the one used last, and what found none has been seen. */
async function seenBy({ world, tx, row }: Asking, about: CaseRow): Promise<void> {
  await usedAt(world, tx, about, row.handle)
  if (await hasLost(tx, about.id)) await markFound(tx, about.id)
}

/** What is left to be told: how it ended, and when. */
const erased = (
  world: Sealed,
  { number, outcome, state, changedAt }: CaseRow,
  lang: Lang,
): Answers => ({
  ...notFound('none'),
  found: 'yes',
  number,
  state: 'erased',
  outcomeName: wordsIn(world, lang)[`outcome.${outcome ?? state}`] ?? null,
  changedOn: dayInWords(dayOf(changedAt)),
})

/** Until when the reporter is answered. */
function dueFor(file: Case, running: boolean): string | null {
  const again = isAgainPending(file) ? file.reExamination?.due : undefined
  if (again) return dayInWords(again.on)
  const lead = leadTask(file)
  return lead && running && lead.role !== 'intake' ? dayInWords(lead.due.on) : null
}

const leadTask = (file: Case) => file.tasks.findLast(({ role }) => decides(role))

function stateFor(file: Case): string {
  if (isAgainPending(file)) return 'again-asked'
  if (file.state === 'received' && leadTask(file)?.role === 'intake') return 'open'
  if (file.state === 'accepted' && file.reExamination) return 're-examined'
  const isRefused = file.reExamination?.decision?.granted === false
  if (isRefused && (file.state === 'concluded' || file.state === 'declined')) return 'again-refused'
  return file.state
}

/** The office that has a task; unless told which, the one that leads now. */
export async function officeName(
  world: Sealed,
  tx: Tx,
  file: Case,
  task?: string,
): Promise<string | undefined> {
  const lead = file.tasks.find((one) => one.task === task) ?? leadTask(file)
  const offices = await officesIn(world, tx, file.area)
  return offices.find((office) => office.id === lead?.office)?.name.slice(0, 30)
}

/** 11月21日 */
export function dayInWords(day: string): string {
  const [, month, date] = day.split('-')
  return `${Number(month)}月${Number(date)}日`
}
