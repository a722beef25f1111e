import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { PublicContent, PublicationKind } from '#core/publication.ts'
import { listPublic, readPublic, type PublicItem } from '#service/publish.ts'
import { monthlyBulletin, monthsPublished } from '#service/public-monthly.ts'
import type { ListedArea } from './areas.ts'
import { csv } from './csv.ts'
import { notFound } from './faults.ts'
import { atom } from './feeds.ts'
import { publicPage, said, type Html } from './layout.ts'
import { contentWords } from './public-content.ts'
import { areaFrame, demoLine, isDemo, sendFeed } from './public-frame.ts'
import { proofPart, versionPart } from './version-part.ts'
import type { Web } from './web.ts'
import { fullDay } from './words/dates.ts'
import { groupWords, offenceWords, penaltyWords, versionWords } from './words/publications.ts'

interface Shelf {
  readonly kind: Extract<PublicationKind, 'bulletin' | 'answer'>
  readonly path: string
  readonly title: string
  readonly lead: string
  readonly none: string
}

const shelves: readonly Shelf[] = [
  {
    kind: 'bulletin',
    path: '/bulletins',
    title: '典型案例通报',
    lead: '查处过的典型案例：查到了什么，怎么处理，依据是什么，提醒大家什么。',
    none: '还没有发布典型案例。',
  },
  {
    kind: 'answer',
    path: '/answers',
    title: '回应关切',
    lead: '很多人关心的问题，由主管部门回答。',
    none: '还没有发布回应。',
  },
]

/** 典型案例通报 and 回应关切, each a page of its own, with feeds; the month as a paper. */
export function bulletinRoutes(app: Hono, web: Web): void {
  app.get('/bulletins/month.pdf', async (c) => await sendMonth(c, web))
  for (const shelf of shelves) {
    app.get(
      shelf.path,
      async (c) =>
        await areaFrame(c, web, {
          ...shelf,
          part: async (area) => await listPart(web, shelf, area),
        }),
    )
    for (const kind of ['json', 'csv', 'atom'] as const)
      app.get(`${shelf.path}.${kind}`, async (c) => await sendShelf(c, web, { shelf, kind }))
    app.get(`${shelf.path}/:id`, async (c) => await itemPage(c, web, shelf))
  }
}

const most = 100

async function listPart(web: Web, { kind, path, none }: Shelf, area: ListedArea): Promise<Html> {
  const items = await listPublic(web.world, { area: area.code, kind, limit: most })
  const months = kind === 'bulletin' ? await monthsPublished(web.world, area.code) : []
  return await html`<h2>${area.name}</h2>
    ${items.length === 0 ? html`<p class="empty">${none}</p>` : ''}
    <ul class="plain-list entries">
      ${items.map(
        (item) =>
          html`<li>
            <h3><a href="${path}/${item.id}">${said(titleOf(item))}</a></h3>
            <p class="small">${fullDay(item.publishedOn)}公布${changedWords(item)}</p>
          </li>`,
      )}
    </ul>
    ${
      months.length > 0
        ? html`<h2>每月公报</h2>
            <p>
              ${months.map(
                (month) =>
                  html`<a href="/bulletins/month.pdf?area=${area.code}&month=${month}"
                    >${month}（PDF）</a
                  > `,
              )}
            </p>`
        : ''
    }
    <p class="small">
      <a href="${path}.csv?area=${area.code}">CSV</a>
      <a href="${path}.json?area=${area.code}">JSON</a>
      <a href="${path}.atom?area=${area.code}">订阅（Atom）</a>
    </p>`
}

const changedWords = ({ versions }: PublicItem): string => {
  const last = versions.at(-1)
  return last && last.what !== 'published' ? `，${fullDay(last.on)}${versionWords[last.what]}` : ''
}

function titleOf({ versions }: PublicItem): string {
  const content = versions.at(-1)?.content
  if (content?.kind === 'bulletin') return content.bulletin.title
  if (content?.kind === 'answer') return content.answer.question
  return '已撤下'
}

async function itemPage(c: Context, web: Web, { kind, path, title }: Shelf): Promise<Response> {
  const item = await readPublic(web.world, c.req.param('id') ?? '')
  if (item?.kind !== kind) return await notFound(c)
  const now = item.versions.at(-1)
  const body = html`${(await isDemo(web, item.area)) ? demoLine(web) : ''}
    <p class="back"><a href="${path}?area=${item.area}">${title}</a></p>
    <h1>${said(titleOf(item))}</h1>
    ${
      now?.content
        ? contentWords(web, item.area, now.content)
            .slice(1)
            .map(
              ([name, value]) =>
                html`<h2>${name}</h2>
                  ${value
                    .split('\n')
                    .filter((line) => line.trim() !== '')
                    .map((line) => html`<p>${said(line)}</p>`)}`,
            )
        : html`<p>${now?.reason ?? ''}</p>`
    }
    <p class="small">${fullDay(item.publishedOn)}公布</p>
    ${versionPart(item, (content) => contentWords(web, item.area, content))} ${proofPart(item)}`
  return await c.html(publicPage(title, body))
}

interface Sent {
  readonly shelf: Shelf
  readonly kind: 'json' | 'csv' | 'atom'
}

async function sendShelf(c: Context, web: Web, { shelf, kind }: Sent): Promise<Response> {
  const area = c.req.query('area') ?? ''
  const plan = web.world.packs.areas.get(area)?.plan
  if (!plan) return await notFound(c)
  const { path } = shelf
  const items = await listPublic(web.world, { area, kind: shelf.kind, limit: most })
  const demo = await isDemo(web, area)
  const title = `${plan.area.name}${shelf.title}${demo ? '（演示）' : ''}`
  const flat = items.map((item) => ({
    id: item.id,
    publishedOn: item.publishedOn,
    changedOn: item.changedOn,
    state: item.versions.at(-1)?.what ?? 'published',
    reason: item.versions.at(-1)?.reason ?? '',
    content: item.versions.at(-1)?.content,
    title: titleOf(item),
  }))
  if (kind === 'json')
    return sendFeed(c, {
      type: 'application/json; charset=utf-8',
      text: JSON.stringify({ title, area, demo, entries: flat }, null, 1),
    })
  if (kind === 'csv')
    return sendFeed(c, {
      type: 'text/csv; charset=utf-8',
      name: `${shelf.kind}-${area}.csv`,
      text: csv([
        ['编号', '状态', '标题', '内容', '公布日期', '最近变动', '说明'],
        ...flat.map((one) => [
          one.id,
          versionWords[one.state],
          one.title,
          one.content ? linesOf(web, one.content) : '',
          one.publishedOn,
          one.changedOn,
          one.reason,
        ]),
      ]),
    })
  return sendFeed(c, {
    type: 'application/atom+xml; charset=utf-8',
    text: atom({
      title,
      self: `${web.publicUrl}${path}.atom?area=${area}`,
      page: `${web.publicUrl}${path}?area=${area}`,
      entries: flat.map((one) => ({
        id: `${web.publicUrl}${path}/${one.id}`,
        title: one.title,
        on: one.changedOn,
        published: one.publishedOn,
        text: one.content ? linesOf(web, one.content) : one.reason,
      })),
    }),
  })
}

const linesOf = (web: Web, content: PublicContent): string =>
  contentWords(web, '', content)
    .map(([name, value]) => `${name}：${value}`)
    .join('\n')

async function sendMonth(c: Context, web: Web): Promise<Response> {
  const { area = '', month = '' } = c.req.query()
  const { rules } = web.world.publishing ?? {}
  const made = rules
    ? await monthlyBulletin(web.world, {
        area,
        month,
        offence: (code) => offenceWords(web, code),
        group: (letter) => groupWords(web, letter),
        penalty: (decision) => penaltyWords(decision, rules.penalties.names),
      })
    : undefined
  if (!made) return await notFound(c)
  return sendFeed(c, {
    type: 'application/pdf',
    name: `bulletin-${area}-${month}.pdf`,
    text: new Uint8Array(made),
  })
}
