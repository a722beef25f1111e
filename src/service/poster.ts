import type { AreaCode } from '#core/plan.ts'
import { ok, refuse, type Result } from '#core/result.ts'
import { isDemoArea, type World } from './world.ts'

/** What an operator wants a poster to open. */
export interface PosterWish {
  /** The chat, the form without scripts, or an address of the operator's own on a platform. */
  readonly way: PosterWay
  /** With `link`: the address that a platform gave (a Telegram link, the official account's). */
  readonly link?: string
  /** Printed below the code. */
  readonly place?: string
}

export const posterWays = ['chat', 'form', 'link'] as const
export type PosterWay = (typeof posterWays)[number]

/** Only where people are reached by the channels there are: a poster is trusted like a uniform. */
const hosts = ['t.me', 'weixin.qq.com', 'mp.weixin.qq.com', 'u.wechat.com', 'work.weixin.qq.com']
const longestPlace = 30

/** A page to hang up, for an area. In a demonstration it says so. */
export async function posterOf(
  world: World,
  area: AreaCode,
  wish: PosterWish,
): Promise<Result<{ readonly pdf: Uint8Array; readonly url: string }>> {
  const pack = world.packs.areas.get(area)
  if (!pack) return refuse('poster-area')
  const url = urlOf(world, area, wish)
  if (url === undefined) return refuse('poster-link')
  const place = wish.place?.trim().replace(/\s+/gu, ' ') ?? ''
  if (place.length > longestPlace) return refuse('poster-place', { longest: longestPlace })
  const { sponsor, telephone } = world.operator.read(area)
  const demo = await world.db.read(async (tx) => await isDemoArea(world, tx, area))
  const banner = world.story.words['zh-cn']?.['demo.banner'] ?? '演示'
  const { openTypeface } = await import('#paper/font.ts')
  const typeface = await openTypeface()
  const missing = typeface.missing(`${place}${sponsor ?? ''}${pack.plan.area.name}`)
  if (missing.length > 0) return refuse('poster-signs', { signs: missing.join('') })
  const { posterPdf } = await import('#paper/poster.ts')
  const said = {
    areaName: pack.plan.area.name,
    url,
    how: hows[wish.way],
    at: new Date(world.clock()),
    ...(place ? { place } : {}),
    ...(sponsor ? { sponsor } : {}),
    ...(telephone ? { telephone } : {}),
    ...(demo ? { demo: banner } : {}),
  }
  return ok({ pdf: await posterPdf(said, typeface), url })
}

const hows: Readonly<Record<PosterWay, string>> = {
  chat: '用手机相机扫，打开就能写字、说话、发照片',
  form: '用手机相机扫，打开一张表，照着填',
  link: '用手机扫，照平时聊天那样说',
}

/** The address citizens type is not set yet: what the code opens is this machine alone. */
export const opensHereOnly = ({ publicUrl }: World): boolean =>
  /^https?:\/\/(127\.|localhost\b|0\.0\.0\.0|\[::1?\])/.test(publicUrl)

function urlOf({ publicUrl }: World, area: AreaCode, { way, link = '' }: PosterWish) {
  if (way === 'chat') return `${publicUrl}/chat?area=${area}`
  if (way === 'form') return `${publicUrl}/report?area=${area}`
  const typed = link.trim()
  if (typed.length > 300 || !URL.canParse(typed)) return undefined
  const { protocol, hostname, username } = new URL(typed)
  const isKnown = hosts.includes(hostname) && /^https?:$/.test(protocol) && username === ''
  return isKnown || typed.startsWith(`${publicUrl}/`) ? typed : undefined
}
