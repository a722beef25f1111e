import { html } from 'hono/html'
import { opensHereOnly, posterOf, posterWays, type PosterWay } from '#service/poster.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { choiceBox, lineBox } from './fields.ts'
import type { Form } from './form.ts'
import { refusalWords } from './words/refusals.ts'

const path = '/desk/admin/areas/:code/poster'

/** 海报: a page with a code to hang up, made when it is asked for. */
export function adminPosterRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('configure', async (visit) => await showForm(visit, {})),
  )
  deskPost(desk, path, postNeeds('configure', sendPoster))
}

const codeOf = ({ c }: Visit): string => c.req.param('code') ?? ''

async function sendPoster(visit: Visit, form: Form): Promise<Response> {
  const { c, web } = visit
  const area = codeOf(visit)
  if (!web.world.packs.areas.has(area)) return await notFound(c)
  const [place, link, typedWay] = [form.text('place'), form.text('link'), form.text('way')]
  const way = posterWays.find((one) => one === typedWay) ?? 'chat'
  const made = await posterOf(web.world, area, { way, link, place })
  if (!made.ok)
    return await showForm(visit, { notice: refusalWords(made.refusal), way, link, place })
  return c.body(new Uint8Array(made.value.pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `attachment; filename="poster-${area}.pdf"`,
  })
}

const ways: readonly (readonly [PosterWay, string])[] = [
  ['chat', '网页聊天'],
  ['form', '举报表（不用脚本，老手机也行）'],
  ['link', '公众号、Telegram 等，用下面的链接'],
]

interface Shown {
  readonly notice?: string
  readonly way?: PosterWay
  readonly link?: string
  readonly place?: string
}

async function showForm(visit: Visit, shown: Shown): Promise<Response> {
  const area = codeOf(visit)
  const pack = visit.web.world.packs.areas.get(area)
  if (!pack) return await notFound(visit.c)
  const { notice, way = 'chat', link = '', place = '' } = shown
  return await showDesk(visit, {
    title: '海报',
    content: html`<p class="back"><a href="/desk/admin/areas/${area}">${pack.plan.area.name}</a></p>
      <h1>扫码海报</h1>
      <p>A4 一页，可以直接打印张贴。主办单位和值班电话填了就印上；演示的地方会印“演示”。</p>
      ${opensHereOnly(visit.web.world) ? html`<p class="notice hot">对外的网址（PUBLIC_URL）还没有设，扫码打开的是本机，别人打不开。</p>` : ''}
      <form method="post" action="/desk/admin/areas/${area}/poster">
        ${csrfField(visit)}
        ${choiceBox({ id: 'way', name: 'way', label: '扫了打开什么', value: way, options: ways })}
        ${lineBox({
          id: 'link',
          name: 'link',
          label: '链接',
          hint: '只在选了第三项时填：公众号二维码里的网址，或者 https://t.me/ 开头的地址。',
          value: link,
        })}
        ${lineBox({
          id: 'place',
          name: 'place',
          label: '贴在哪里',
          hint: '想印上就填，如“昌元街道菜市场”。只印在纸上，不会跟着举报走。',
          value: place,
          max: 30,
        })}
        <p class="row"><button class="main">下载海报（PDF）</button></p>
      </form>`,
    ...(notice ? { notice, status: 422 as const } : {}),
  })
}
