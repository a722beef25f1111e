import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { html } from 'hono/html'
import { listedAreas, type ListedArea } from './areas.ts'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'

/** A public page of an area: which one, the demo line where nobody stands behind it, and what it says. */
interface Frame {
  readonly title: string
  readonly lead: Html | string
  /** Under it the areas are chosen. */
  readonly path: string
  readonly part: (area: ListedArea) => Promise<Html>
}

export async function areaFrame(c: Context, web: Web, frame: Frame): Promise<Response> {
  const areas = await listedAreas(web)
  const area = areas.find(({ code }) => code === c.req.query('area'))
  const { title, lead, path } = frame
  const part = area ? await frame.part(area) : ''
  return await c.html(
    publicPage(
      area ? `${area.name}${title}` : title,
      html`${area?.demo ? demoLine(web) : ''}
        <h1>${title}</h1>
        <p>${lead}</p>
        <nav aria-label="辖区">
          <ul class="areas">
            ${areas.map((one) => {
              const here = one.code === area?.code ? html` aria-current="page"` : ''
              return html`<li>
                <a href="${path}?area=${one.code}" ${here}>${one.name}</a>
                ${one.demo ? html`<span class="mark">演示</span>` : ''}
              </li>`
            })}
          </ul>
        </nav>
        ${part}`,
    ),
  )
}

/** Nobody stands behind this area yet. */
export const demoLine = ({ world }: Pick<Web, 'world'>): Html =>
  html`<p class="notice">${world.story.words['zh-cn']?.['demo.banner'] ?? '【演示】'}</p>`

export const isDemo = async (web: Web, area: string): Promise<boolean> =>
  (await listedAreas(web)).some(({ code, demo }) => code === area && demo)

interface FeedFile {
  readonly type: string
  readonly text: string | Uint8Array<ArrayBuffer>
  readonly name?: string
}

/** What programs fetch again and again: they may keep it for a while, and are told when nothing changed. No page of ours is kept. */
export function sendFeed(c: Context, { type, text, name }: FeedFile): Response {
  const tag = `"${createHash('sha256').update(text).digest('hex').slice(0, 32)}"`
  c.header('ETag', tag)
  c.header('Cache-Control', 'public, max-age=300')
  if (c.req.header('If-None-Match') === tag) return c.body(null, 304)
  if (name !== undefined) c.header('Content-Disposition', `attachment; filename="${name}"`)
  return c.body(text, 200, { 'Content-Type': type })
}
