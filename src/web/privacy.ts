import type { Hono } from 'hono'
import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { noticeOn, type NoticeSection, type PrivacyNotice } from '#core/privacy-notice.ts'
import { yearDay } from '#service/year-day.ts'
import { listedAreas, type ListedArea } from './areas.ts'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'

/**
 * The notice in plain words: who, what for, how long, your rights, and what nobody can promise. An area whose operator
 * wrote its own shows that one; each bears its version, since reports name the one that was shown.
 */
export function privacyRoutes(app: Hono, web: Web): void {
  app.get('/privacy', async (c) => {
    const { world } = web
    const areas = await listedAreas(web)
    const area = areas.find(({ code }) => code === c.req.query('area'))
    const own = area && world.operator.read(area.code)
    if (area && own?.noticeText)
      return await c.html(ownPage(area, own.noticeText, own.noticeVersion ?? ''))
    return await c.html(housePage(areas, noticeOn(world.notices, dayOf(world.clock()))))
  })
}

const ownPage = (area: ListedArea, text: string, version: string): Html =>
  publicPage(
    '隐私告知',
    html`
      <h1>${area.name}：您说的话怎么保管</h1>
      <p class="small">版本 ${version}</p>
      <h2>谁在管</h2>
      ${inCharge([area])} ${text.split(/\n\s*\n/u).map((part) => html`<p>${part}</p>`)}
      ${plainWords}
    `,
  )

const housePage = (areas: readonly ListedArea[], notice: PrivacyNotice): Html =>
  publicPage(
    '隐私告知',
    html`
      <h1>您说的话怎么保管</h1>
      <p class="small">${notice.version} 版，${yearDay(notice.since, 'zh-cn')}起用</p>
      ${notice.sections.map((section) => sectionPart(section, areas))} ${plainWords}
    `,
  )

const sectionPart = ({ item, title, text }: NoticeSection, areas: readonly ListedArea[]): Html =>
  html`<h2>${title}</h2>
    ${text.map((paragraph) => html`<p>${paragraph}</p>`)} ${item === 'who' ? inCharge(areas) : ''}`

function inCharge(areas: readonly ListedArea[]): Html {
  if (areas.every(({ demo }) => demo))
    return html`<p>这里是演示，没有单位主办，不是政府渠道。请不要写真实的事和真实的姓名。</p>`
  return html`<ul class="areas">
    ${areas
      .filter(({ demo }) => !demo)
      .map(({ name, sponsor, telephone }) => html`<li>${name}：${sponsor}，电话 ${telephone}</li>`)}
  </ul>`
}

const plainWords = html`
  <h2>有几件事要先说清楚</h2>
  <p>您说的细节可能让人猜到是您。只有您知道的事，可以先不写。</p>
  <p>
    用微信、Telegram 这类软件联系，平台自己知道您联系过我们、是什么时候。不想让平台知道的，用<a
      href="/chat"
      >网页举报</a
    >，不用登录。
  </p>
  <p>
    网页举报会在您的浏览器里存一个随机记号，用来接着聊。别人拿到您的手机就看得到，用完可以点"离开"清掉。
  </p>
  <p>
    照片、录像、文件里的拍摄地点、手机型号、作者等信息，给承办人员看之前会去掉，去不掉的不给看。画面和字里行间的去不掉，发之前请看一看。
  </p>
`
