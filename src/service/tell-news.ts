import type { Notice } from '#core/notices.ts'
import type { Answers } from '#conversation/flow.ts'
import type { CaseRow } from '#store/cases.ts'
import { markRead, unreadNews } from '#store/news.ts'
import type { Tx } from '#store/transaction.ts'
import { openCase } from './case-file.ts'
import { handledCase } from './case-merge.ts'
import { fixedNews } from './fixed-news.ts'
import { hintRead } from './hints.ts'
import { newsText } from './news.ts'
import { casesHere, usedAt } from './places.ts'
import { remedyText } from './remedy-text.ts'
import type { Asking } from './requests.ts'
import type { Sealed } from './sealed.ts'
import { textOf } from './text-of.ts'
import { dayInWords, officeName, seenHere } from './track.ts'

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

/** A question that was answered, or passed over, is no news any more. */
export async function questionRead(asking: Asking, question: string): Promise<void> {
  const { world, tx, row, at } = asking
  const own = await casesHere(world, tx, row.handle)
  const about = await seenHere(asking, own)
  for (const one of await unreadOf(tx, about ? [about] : own)) {
    const { facts } = await openNotice(world, one)
    if (facts['question'] === question) await markRead(tx, [one.id], at)
  }
}
