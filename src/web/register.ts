import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import type { Published, PublicDecision } from '#core/publication.ts'
import { publicChain, publishedOf, readPublic, type PublicItem } from '#service/publish.ts'
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
import { decisionColumns } from '#service/publication-import.ts'
import { offenceWords, penaltyWords, placeWords, versionWords } from './words/publications.ts'

const page = 50

/** 处罚决定公开: what was decided, and nothing of how anybody came to look. */
export function registerRoutes(app: Hono, web: Web): void {
  app.get(
    '/register',
    async (c) =>
      await areaFrame(c, web, {
        title: '处罚决定公开',
        lead: '依法作出、可以公开的行政处罚决定。只写决定本身；在这里查不到，不等于没有处罚过。',
        path: '/register',
        part: async (area) => await listPart(c, web, area),
      }),
  )
  app.get(
    '/register/verify',
    async (c) =>
      await areaFrame(c, web, {
        title: '怎么核对公开的内容有没有改过',
        lead: '每次公布、更正、撤下都连成一条链，改动任何一处，后面全都对不上。',
        path: '/register/verify',
        part: async (area) => await verifyPart(web, area),
      }),
  )
  app.get('/register/chain.json', async (c) => await sendChain(c, web))
  for (const kind of ['json', 'csv', 'atom'] as const)
    app.get(`/register.${kind}`, async (c) => await sendRegister(c, web, kind))
  app.get('/register/:id', async (c) => await entryPage(c, web))
}

async function listPart(c: Context, web: Web, area: ListedArea): Promise<Html> {
  const after = c.req.query('after')
  const found = await publishedOf(web.world, {
    area: area.code,
    limit: page + 1,
    ...(after ? { after } : {}),
  })
  const entries = found.slice(0, page)
  const last = found.length > page ? entries.at(-1) : undefined
  return await html`<h2>${area.name}</h2>
    ${entries.length === 0 ? html`<p class="empty">还没有公开的决定。</p>` : ''}
    <ul class="plain-list entries">
      ${entries.map((entry) => linePart(web, entry))}
    </ul>
    ${last ? html`<p><a href="/register?area=${area.code}&after=${last.id}">更早的</a></p>` : ''}
    ${rulesPart(web)}
    <p class="small">
      <a href="/register.csv?area=${area.code}">CSV</a>
      <a href="/register.json?area=${area.code}">JSON</a>
      <a href="/register.atom?area=${area.code}">订阅（Atom）</a>
      <a href="/register/verify?area=${area.code}">怎么核对</a>
    </p>`
}

function linePart(web: Web, entry: Published): Html {
  const { id, decision, state, publishedOn, offence } = entry
  const mark = state === 'published' ? '' : html` <span class="mark">${versionWords[state]}</span>`
  if (!decision)
    return html`<li>
      <h3><a href="/register/${id}">${offenceWords(web, offence)}（已撤下）</a></h3>
      <p class="small">${entry.reason ?? ''}</p>
    </li>`
  const names = web.world.publishing?.rules.penalties.names
  return html`<li>
    <h3><a href="/register/${id}">${said(decision.unit)}</a>${mark}</h3>
    <p>${offenceWords(web, offence)}。${names ? penaltyWords(decision, names) : ''}</p>
    <p class="small">
      ${said(decision.number)}，${said(decision.organ)}，${fullDay(decision.decidedOn)}决定，${fullDay(publishedOn)}公布
    </p>
  </li>`
}

function rulesPart(web: Web): Html | string {
  const rules = web.world.publishing?.rules
  if (!rules) return ''
  const { register, names, withdrawal } = rules
  return html`<details>
    <summary>什么时候公布，怎么公布</summary>
    <p>
      决定作出后至少 ${register.delayDays} 天，每月 ${register.batchDays.join(' 日、')}
      日成批公布，不到 ${register.smallestBatch} 条就等下一批。这是本系统的默认做法，不是法定期限。
    </p>
    <p>自然人只留姓。${names.reason}。</p>
    <p>${withdrawal.text}（${withdrawal.source}）。</p>
    <p>公布满 ${register.shownMonths} 个月后不再显示。${register.shownSource}。</p>
  </details>`
}

async function entryPage(c: Context, web: Web): Promise<Response> {
  const item = await readPublic(web.world, c.req.param('id') ?? '')
  if (item?.kind !== 'decision') return await notFound(c)
  const now = item.versions.at(-1)
  const decision = now?.content?.kind === 'decision' ? now.content.decision : undefined
  const body = html`${(await isDemo(web, item.area)) ? demoLine(web) : ''}
    <p class="back"><a href="/register?area=${item.area}">处罚决定公开</a></p>
    <h1>${decision ? said(decision.unit) : '已撤下的处罚决定'}</h1>
    ${decision ? decisionPart(web, item, decision) : html`<p>${now?.reason ?? ''}</p>`}
    ${versionPart(item, (content) =>
      content.kind === 'decision' ? wordsOf(web, item, content.decision) : [],
    )}
    ${proofPart(item)}`
  return await c.html(publicPage('处罚决定', body))
}

const wordsOf = (web: Web, { area }: Pick<PublicItem, 'area'>, decision: PublicDecision) =>
  contentWords(web, area, { kind: 'decision', decision })

const decisionPart = (web: Web, item: PublicItem, decision: PublicDecision): Html =>
  html`<dl class="facts">
    ${wordsOf(web, item, decision).map(
      ([name, value]) =>
        html`<dt>${name}</dt>
          <dd>${said(value)}</dd>`,
    )}
  </dl>`

async function verifyPart(web: Web, area: ListedArea): Promise<Html> {
  const { links, fault } = await publicChain(web.world, area.code)
  const last = links.at(-1)
  return await html`<h2>${area.name}</h2>
    ${
      fault === undefined
        ? html`<p class="notice">链是完整的，共 ${links.length} 次公布、更正和撤下。</p>`
        : html`<p class="notice hot" role="alert">
            第 ${fault} 处对不上：公开的内容可能被人改过。
          </p>`
    }
    ${
      last
        ? html`<p>最后一处的校验码，可以抄下来，以后拿来对：</p>
            <p><code class="long">${last.hash}</code></p>`
        : ''
    }
    <h2>自己核对</h2>
    <ol>
      <li>
        下载
        <a href="/register/chain.json?area=${area.code}">chain.json</a
        >，里面按先后列着每一处，每处有 digest（内容的校验码）和 hash（链的校验码）。
      </li>
      <li>有安装好的程序：<code>yijian verify-register chain.json</code>。</li>
      <li>
        没有的话，对一条公开内容：打开它的页面，最下面有 salt 和原文。在命令行里
        <code class="long">printf '%s\\n%s' "$salt" "$text" | sha256sum</code>，结果应当等于
        digest。
      </li>
      <li>
        对一环：<code class="long">printf '%s\\n%s' "$before" "$link" | sha256sum</code>，$before
        是上一环的 hash（第一环用 64 个 0），$link 是这一环去掉 hash 后按字母顺序写成的
        JSON，结果应当等于它的 hash。
      </li>
    </ol>
    <p class="small">
      撤下的内容不再公开，它的 digest 留在链里，所以看得出撤过，看不出撤下的是什么。
    </p>`
}

async function sendChain(c: Context, web: Web): Promise<Response> {
  const area = c.req.query('area') ?? ''
  if (!web.world.packs.areas.has(area)) return await notFound(c)
  const { links } = await publicChain(web.world, area)
  const text = JSON.stringify(
    { product: 'Yijian 医监', area, algorithm: 'SHA-256', links },
    null,
    1,
  )
  return sendFeed(c, { type: 'application/json; charset=utf-8', text })
}

const mostInFeed = 500

async function sendRegister(
  c: Context,
  web: Web,
  kind: 'json' | 'csv' | 'atom',
): Promise<Response> {
  const area = c.req.query('area') ?? ''
  const plan = web.world.packs.areas.get(area)?.plan
  if (!plan) return await notFound(c)
  const [since, after] = [c.req.query('since'), c.req.query('after')]
  const entries = await publishedOf(web.world, {
    area,
    limit: kind === 'atom' ? page : mostInFeed,
    ...(since ? { since } : {}),
    ...(after ? { after } : {}),
  })
  const demo = await isDemo(web, area)
  const title = `${plan.area.name}处罚决定公开${demo ? '（演示）' : ''}`
  switch (kind) {
    case 'json':
      return sendFeed(c, {
        type: 'application/json; charset=utf-8',
        text: JSON.stringify({ title, area, demo, entries }, null, 1),
      })
    case 'csv':
      return sendFeed(c, {
        type: 'text/csv; charset=utf-8',
        name: `register-${area}.csv`,
        text: csv([csvHead, ...entries.map((entry) => csvLine(web, entry))]),
      })
    case 'atom':
      return sendFeed(c, {
        type: 'application/atom+xml; charset=utf-8',
        text: atom({
          title,
          self: `${web.publicUrl}/register.atom?area=${area}`,
          page: `${web.publicUrl}/register?area=${area}`,
          entries: entries.map((entry) => ({
            id: `${web.publicUrl}/register/${entry.id}`,
            title: entry.decision?.unit ?? '已撤下的处罚决定',
            on: entry.changedOn,
            published: entry.publishedOn,
            text: entry.decision
              ? wordsOf(web, entry, entry.decision)
                  .map(([name, value]) => `${name}：${value}`)
                  .join('\n')
              : (entry.reason ?? ''),
          })),
        }),
      })
  }
}

const csvHead = [
  '编号',
  '状态',
  '当事人',
  ...decisionColumns,
  '处罚内容',
  '区县',
  '公布日期',
  '最近变动',
  '说明',
] as const

function csvLine(web: Web, entry: Published): readonly string[] {
  const { id, state, decision, publishedOn, changedOn, area, offence } = entry
  const names = web.world.publishing?.rules.penalties.names
  return [
    id,
    versionWords[state],
    decision?.unit ?? '',
    decision?.number ?? '',
    decision?.organ ?? '',
    decision?.decidedOn ?? '',
    offenceWords(web, offence),
    decision?.violation ?? '',
    decision?.basis ?? '',
    decision && names ? penaltyWords(decision, names) : '',
    placeWords(web, area, decision?.place),
    publishedOn,
    changedOn,
    entry.reason ?? '',
  ]
}
