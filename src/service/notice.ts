import { dayOf } from '#core/clock.ts'
import { noticeOn, type LegalBase } from '#core/privacy-notice.ts'
import type { Answers } from '#conversation/flow.ts'
import type { Heard } from '#conversation/message.ts'
import type { Effect, Event, Session } from '#conversation/session.ts'
import type { Tx } from '#store/transaction.ts'
import { noticeTold, tellNotice } from '#store/notices-told.ts'
import type { SessionRow } from '#store/sessions.ts'
import { isYoungerBy } from './age.ts'
import { isInHand, ownCases } from './own-cases.ts'
import type { Asking } from './requests.ts'
import { textOf } from './text-of.ts'
import type { World } from './world.ts'
import { yearDay } from './year-day.ts'

/** What an area's reporters are told today: the operator's own notice, else the one the house brings. */
interface NoticeInForce {
  readonly version: string
  /** `undefined`: the operator's own bears no date. */
  readonly since?: string
  readonly link: string
  readonly base: LegalBase
  readonly minorAge: number
  readonly who?: string
  readonly brief: Readonly<Record<string, string>>
}

export function noticeFor(world: World, area: string | undefined): NoticeInForce {
  const own = area === undefined ? {} : world.operator.read(area)
  const house = noticeOn(world.notices, dayOf(world.clock()))
  const isOwn = own.noticeText !== undefined || own.noticeLink !== undefined
  const at = own.noticeText !== undefined ? `?area=${area}` : ''
  return {
    version: own.noticeVersion ?? own.noticeLink?.slice(0, 40) ?? house.version,
    link: own.noticeLink ?? `${world.publicUrl}/privacy${at}`,
    base: own.noticeBase ?? house.base,
    minorAge: house.minor.age,
    brief: isOwn ? {} : house.brief,
    ...(isOwn ? {} : { since: house.since }),
    ...(own.sponsor ? { who: own.sponsor } : {}),
  }
}

/** 隐私: who, what for, which version, where the whole of it stands. */
export function readNotice({ world, given, session }: Asking): Answers {
  const notice = noticeFor(world, textOf(given['area']) || undefined)
  return {
    noticeVersion: notice.version,
    noticeSince: notice.since ? yearDay(notice.since, session.lang) : null,
    noticeWho: notice.who ?? null,
    noticeBrief: notice.brief[session.lang] ?? null,
    noticeLink: notice.link,
  }
}

/** Does what was told show that a child writes, for whom a guardian decides about name and telephone? */
export function readAge({ world, given, row }: Asking): Answers {
  const { minorAge } = noticeFor(world, row.area)
  const told = [given['what'], given['also']].map(textOf).join('\n')
  return { young: isYoungerBy(told, minorAge) ? 'yes' : 'no', minorAge }
}

interface Turned {
  readonly session: Session
  readonly event: Event
  readonly heard?: Heard
}

/** Of a new version people with a report in hand are told once, before what they wrote is answered. Danger goes first. */
export async function noticeNews(
  world: World,
  tx: Tx,
  row: SessionRow,
  { session, event, heard }: Turned,
): Promise<readonly Effect[]> {
  if (!heard || 'signal' in event) return []
  const told = await noticeTold(tx, row.handle)
  if (told === undefined || isInDanger(world, session)) return []
  const open = (await ownCases(tx, row.handle)).find(isInHand)
  if (!open) return []
  const { version, link } = noticeFor(world, open.area)
  if (version === told) return []
  await tellNotice(tx, { handle: row.handle, version, at: event.at })
  const id = `${session.id}/${session.turn}/notice`
  return [{ id, type: 'say', key: 'privacy.changed', facts: { noticeLink: link } }]
}

const isInDanger = ({ story }: World, { frames }: Session): boolean =>
  frames.some(({ flow }) => Object.values(story.signals).includes(flow))
