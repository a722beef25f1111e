import { isAgainPending } from '#core/archive.ts'
import type { Case } from '#core/case.ts'
import { dayOf } from '#core/clock.ts'
import type { Command } from '#core/command.ts'
import { decide } from '#core/decide.ts'
import type { Notice } from '#core/notices.ts'
import { withOwnRequest } from '#core/re-examination.ts'
import { decides } from '#core/transitions.ts'
import type { Answers, Lang } from '#conversation/flow.ts'
import type { CaseRow } from '#store/cases.ts'
import type { Tx } from '#store/transaction.ts'
import { caseByNumber } from '#store/cases.ts'
import { hasLost, markFound } from '#store/hops.ts'
import { markRead, unreadNews } from '#store/news.ts'
import { keepEvents, openCase } from './case-file.ts'
import { handledCase, isRunning } from './case-merge.ts'
import { wordsIn } from './conversation-file.ts'
import { nameOf } from './name-of.ts'
import { textOf } from './text-of.ts'
import { backToIntake } from './back-to-intake.ts'
import { claimEvidence, looseEvidence } from './evidence.ts'
import { fixedNews } from './fixed-news.ts'
import { hintRead } from './hints.ts'
import { newsText } from './news.ts'
import { casesHere, usedAt } from './places.ts'
import { againOf } from './oversight.ts'
import { remedyText } from './rate.ts'
import { nearName } from './plan-in-words.ts'
import { tryReceipt } from './receipt.ts'
import type { Asking } from './requests.ts'
import type { Sealed } from './sealed.ts'
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
async function officeName(
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

/** The oldest news not read yet, opened. A question stays unread until the reporter has answered or passed. */
export async function tellNews(asking: Asking): Promise<Answers> {
  const { world, tx, row, at } = asking
  const own = await casesHere(world, tx, row.handle)
  const wanted = await seenHere(asking, own)
  if (!wanted && own.length === 0) return noNews('no-report')
  const unread = await unreadOf(tx, wanted ? [wanted] : own)
  const [first] = unread
  if (!first) return noNews('none')
  const notice = await openNotice(world, first)
  if (notice.kind !== 'question') await markRead(tx, [first.id], at)
  await hintRead(world, tx, { about: first.about, news: first, handle: row.handle })
  await usedAt(world, tx, first.about, row.handle)
  const { case: file } = await handledCase(world, tx, await openCase(world, tx, first.about))
  return {
    ...newsAnswers(notice),
    remedy: notice.kind === 'again-refused' ? remedyText(world, asking.session.lang) : null,
    number: first.about.number,
    departmentName: (await officeName(world, tx, file, textOf(notice.facts['task']))) ?? null,
    more: unread.length > 1 ? 'yes' : 'no',
  }
}

interface Unread {
  readonly id: string
  readonly sealed: Uint8Array
  readonly about: CaseRow
}

async function unreadOf(tx: Tx, cases: readonly CaseRow[]): Promise<readonly Unread[]> {
  const handles = [...new Set(cases.map(({ handle }) => handle))]
  const unread: Unread[] = []
  for (const handle of handles)
    for (const { id, sealed, caseId } of await unreadNews(tx, handle)) {
      const about = cases.find((one) => one.id === caseId)
      if (about) unread.push({ id, sealed, about })
    }
  return unread
}

async function openNotice(world: Sealed, { id, sealed, about }: Unread): Promise<Notice> {
  return JSON.parse(await world.vault.open(about.keyId, sealed, newsText(id))) as Notice
}

const noNews = (newsKind: string): Answers => ({
  newsKind,
  newsText: null,
  remedy: null,
  departmentName: null,
  dueOn: null,
  pauseReason: null,
  question: null,
  number: null,
  more: 'no',
})

/** As long as one answer in a chat may be; the desk lets nobody write more. */
export const longestNews = 360

function newsAnswers(notice: Notice): Answers {
  const facts: Readonly<Record<string, string | number>> = notice.facts
  const dueOn = textOf(facts['dueOn'])
  const text = textOf(facts['text']) || fixedNews(notice)
  const question = facts['question']
  return {
    ...noNews(notice.kind),
    newsText: text ? text.slice(0, longestNews) : null,
    dueOn: dueOn ? dayInWords(dueOn) : null,
    question: typeof question === 'string' ? question : null,
    pauseReason: notice.kind === 'paused' ? textOf(facts['reason']) : null,
  }
}

/** The reporter's answer to a question of the department; without words they would rather not say. */
export async function answerQuestion(asking: Asking): Promise<Answers> {
  const question = textOf(asking.given['question'])
  const text = textOf(asking.given['answer'])
  await questionRead(asking, question)
  if (!text && (await looseEvidence(asking.tx, asking.row.id)).length === 0) return { done: 'yes' }
  return await act(asking, (evidence) => ({ type: 'answer', question, text, evidence }))
}

async function questionRead(asking: Asking, question: string): Promise<void> {
  const { world, tx, row, at } = asking
  const own = await casesHere(world, tx, row.handle)
  const about = await seenHere(asking, own)
  for (const one of await unreadOf(tx, about ? [about] : own)) {
    const { facts } = await openNotice(world, one)
    if (facts['question'] === question) await markRead(tx, [one.id], at)
  }
}

export async function supplement(asking: Asking): Promise<Answers> {
  const text = textOf(asking.given['supplement'])
  if (!text && (await looseEvidence(asking.tx, asking.row.id)).length === 0) return { done: 'yes' }
  return await act(asking, (evidence) => ({ type: 'supplement', text, evidence }))
}

export async function withdraw(asking: Asking): Promise<Answers> {
  const reason = textOf(asking.given['withdrawReason'])
  return await act(asking, () => ({ type: 'withdraw', reason }))
}

export async function reExamine(asking: Asking): Promise<Answers> {
  const text = textOf(asking.given['againReason']) || noReason
  const done = await act(asking, () => ({ type: 'request-re-examination', text }))
  return { againTo: null, dueOn: null, ...done, ...(await askedOf(asking)) }
}

/** Who decides, and until when, as the request says it. */
async function askedOf(asking: Asking): Promise<Answers> {
  const { world, tx, row } = asking
  const about = await seenHere(asking, await casesHere(world, tx, row.handle))
  if (!about || about.erasedAt !== undefined) return {}
  const root = await handledCase(world, tx, await openCase(world, tx, about))
  const { reExamination } = withOwnRequest(root.case, about.number)
  if (!reExamination?.due) return {}
  const { to = 'supervisor', due } = reExamination
  return { againTo: to, dueOn: dayInWords(due.on) }
}

const noReason = '（没有写理由）'

/** A deed of the reporter on a report of their own, or on one whose passcode they gave in this conversation. */
export async function act(
  asking: Asking,
  command: (evidence: readonly string[]) => Command,
): Promise<Answers> {
  const { world, tx, row, at } = asking
  const own = await casesHere(world, tx, row.handle)
  const about = (await seenHere(asking, own)) ?? own.find(({ erasedAt }) => erasedAt === undefined)
  if (!about) return { done: 'later' }
  if (about.erasedAt !== undefined) return { done: 'closed' }
  const evidence = await looseEvidence(tx, row.id)
  const asked = command(evidence.map(({ id }) => id))
  const opened = await openCase(world, tx, about)
  const isAgain = asked.type === 'request-re-examination'
  const file = isAgain ? await handledCase(world, tx, opened) : opened
  const wanted = isAgain && file !== opened ? { ...asked, of: about.number } : asked
  const events = decide(file.case, wanted, {
    at,
    by: { kind: 'reporter' },
    id: () => world.id(),
    clocks: world.packs,
    ...(await backToIntake(world, tx, file.case)),
    ...(await againOf(world, tx, file.case)),
  })
  if (!events.ok) return { done: 'closed' }
  await claimEvidence(tx, row.id, about.id)
  await usedAt(world, tx, about, row.handle)
  await keepEvents(world, tx, file, events.value)
  return { done: 'yes' }
}
