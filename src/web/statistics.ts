import type { Context, Hono } from 'hono'
import { html } from 'hono/html'
import { figureDimensions, type FigureDimension } from '#core/public-figures.ts'
import type { Listed, Listing } from '#core/public-tables.ts'
import { readPublic } from '#service/publish.ts'
import { readFigures, type OutFigures } from '#service/public-figures.ts'
import type { ListedArea } from './areas.ts'
import { barPlot } from './bar-plot.ts'
import { csv } from './csv.ts'
import { notFound } from './faults.ts'
import { atom } from './feeds.ts'
import type { Html } from './layout.ts'
import { areaFrame, isDemo, sendFeed } from './public-frame.ts'
import type { Web } from './web.ts'
import { fullDay } from './words/dates.ts'
import { groupWords, offenceWords, placeWords, versionWords } from './words/publications.ts'
import { nameIn, outcomes } from './words/terms.ts'

const dimensionNames: Readonly<Record<FigureDimension, string>> = {
  offence: '违法类别',
  place: '地方',
  outcome: '结果',
  department: '主办部门',
  time: '办理时限',
}

/** 统计公开: counts of whole months that are over; small ones are nowhere, not even between the lines. */
export function statisticsRoutes(app: Hono, web: Web): void {
  app.get(
    '/statistics',
    async (c) =>
      await areaFrame(c, web, {
        title: '统计公开',
        lead: '办结的件数，按类别、地方、结果、部门和时限。看不出任何一件，更看不出任何人。',
        path: '/statistics',
        part: async (area) => await areaPart(c, web, area),
      }),
  )
  for (const kind of ['json', 'csv', 'atom'] as const)
    app.get(`/statistics.${kind}`, async (c) => await sendFigures(c, web, kind))
}

const spanWords = ({ from, to }: OutFigures['figures']): string =>
  from === to ? monthWords(from) : `${monthWords(from)}至${monthWords(to)}`

const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

async function areaPart(c: Context, web: Web, area: ListedArea): Promise<Html> {
  const all = (await readFigures(web.world, area.code)).toReversed()
  const asked = c.req.query('period')
  const one = all.find(({ figures }) => figures.from === asked) ?? all[0]
  const rules = web.world.publishing?.rules.statistics
  return await html`<h2>${area.name}</h2>
    ${one ? '' : html`<p class="empty">还没有可以公开的数。件数太少的月份并到后面的月份一起公开。</p>`}
    ${one ? await spanPart(web, area, one) : ''} ${all.length > 1 ? seriesPart(area, all) : ''}
    ${
      rules
        ? html`<details>
            <summary>这些数怎么算、怎么公开</summary>
            <p>
              一个月过完 ${rules.settleDays} 天以后才公开。总数不到 ${2 * rules.fewest - 1}
              件的月份，并到下一个月一起。
            </p>
            <p>
              不到 ${rules.fewest}
              件的不单列，没有的也不单列，都在“其余”里；“其余”太少时，另有大的数也放进去。所以“其余”里的哪一类，是多少都有可能。
            </p>
            <p>
              公开了就不改。以后重新核算、变动够大时，另出一版并写明日期；变动太小的不另出，免得两版一减看出是哪一件。
            </p>
            <p>这是本系统的默认做法，不是法定标准。检举控告类不在里面。</p>
          </details>`
        : ''
    }
    <p class="small">
      <a href="/statistics.csv?area=${area.code}">CSV</a>
      <a href="/statistics.json?area=${area.code}">JSON</a>
      <a href="/statistics.atom?area=${area.code}">订阅（Atom）</a>
      <a href="/register/verify?area=${area.code}">怎么核对</a>
    </p>`
}

async function spanPart(web: Web, area: ListedArea, one: OutFigures): Promise<Html> {
  const { figures, publishedOn, changedOn, version, id } = one
  const versions = version > 1 ? ((await readPublic(web.world, id))?.versions ?? []) : []
  return await html`<h3>${spanWords(figures)}：办结 ${figures.total} 件</h3>
    <p class="small">
      ${fullDay(publishedOn)}公布${version > 1 ? `，${fullDay(changedOn)}重新核算（第 ${version} 版）` : ''}
    </p>
    ${figureDimensions.map((by) => dimensionPart(web, area, { by, listing: figures.by[by] }))}
    ${
      versions.length > 1
        ? html`<details>
            <summary>以前的版本</summary>
            <ul>
              ${versions
                .slice(0, -1)
                .map(
                  ({ on, figures: old }) =>
                    html`<li>${fullDay(on)}：办结 <del>${old?.total ?? ''}</del> 件</li>`,
                )}
            </ul>
          </details>`
        : ''
    }`
}

interface Shown {
  readonly by: FigureDimension
  readonly listing: Listing
}

function dimensionPart(web: Web, area: ListedArea, { by, listing }: Shown): Html {
  const { listed, rest } = listing
  const rows = listed.toSorted((one, other) => other.count - one.count)
  const name = (key: string): string => keyWords(web, area.code, { by, key })
  return html`<section>
    <h3>按${dimensionNames[by]}</h3>
    ${
      rows.length === 0
        ? html`<p>各类都不够单列。</p>`
        : barPlot({
            id: `plot-${by}`,
            title: `按${dimensionNames[by]}`,
            description: `办结件数，从多到少，下面的表是同样的数`,
            rows: rows.map(({ key, count }) => ({
              name: name(key),
              note: `${count} 件`,
              bars: [{ value: count, kind: 'usual' as const }],
            })),
          })
    }
    ${
      rows.length === 0
        ? ''
        : html`<table class="numbers few">
            <thead>
              <tr>
                <th scope="col">${dimensionNames[by]}</th>
                <th scope="col">办结（件）</th>
              </tr>
            </thead>
            <tbody>
              ${rows.flatMap((row) => rowsOf(web, row, name))}
              ${rest > 0 ? lineOf('其余', rest) : ''}
            </tbody>
          </table>`
    }
  </section>`
}

function rowsOf(
  web: Web,
  { key, count, within }: Listed,
  name: (key: string) => string,
): readonly Html[] {
  const parts = within?.listed ?? []
  const rest = within && within.rest > 0 && parts.length > 0 ? within.rest : 0
  return [
    lineOf(name(key), count),
    ...parts.map((part) => lineOf(`　其中 ${offenceWords(web, part.key)}`, part.count)),
    ...(rest > 0 ? [lineOf('　其中其余', rest)] : []),
  ]
}

const lineOf = (name: string, count: number): Html =>
  html`<tr>
    <th scope="row">${name}</th>
    <td>${count}</td>
  </tr>`

/** Months beside each other: only what each of them told already. */
const seriesPart = (area: ListedArea, all: readonly OutFigures[]): Html =>
  html`<section>
    <h3>各期</h3>
    ${barPlot({
      id: 'plot-series',
      title: '各期办结件数',
      description: '每一期的办结件数，新的在前',
      rows: all.slice(0, 24).map(({ figures }) => ({
        name: spanWords(figures),
        note: `${figures.total} 件`,
        bars: [{ value: figures.total, kind: 'usual' as const }],
      })),
    })}
    <ul>
      ${all.map(
        ({ figures }) =>
          html`<li>
            <a href="/statistics?area=${area.code}&period=${figures.from}">${spanWords(figures)}</a
            >，${figures.total} 件
          </li>`,
      )}
    </ul>
  </section>`

function keyWords(
  web: Web,
  area: string,
  { by, key }: { readonly by: FigureDimension; readonly key: string },
): string {
  switch (by) {
    case 'offence':
      return groupWords(web, key)
    case 'place':
      return placeWords(web, area, key) || '没有写明'
    case 'outcome':
      return key === 'declined' ? '不予受理' : nameIn(outcomes, key)
    case 'department':
      return (
        web.world.packs.areas.get(area)?.plan.departments.find(({ id }) => id === key)?.name ??
        '综合监管协调岗'
      )
    case 'time':
      return key === 'late' ? '超期' : '按时'
  }
}

async function sendFigures(c: Context, web: Web, kind: 'json' | 'csv' | 'atom'): Promise<Response> {
  const area = c.req.query('area') ?? ''
  const plan = web.world.packs.areas.get(area)?.plan
  if (!plan) return await notFound(c)
  const all = await readFigures(web.world, area)
  const demo = await isDemo(web, area)
  const title = `${plan.area.name}统计公开${demo ? '（演示）' : ''}`
  if (kind === 'json') {
    const text = JSON.stringify({ title, area, demo, periods: all }, null, 1)
    return sendFeed(c, { type: 'application/json; charset=utf-8', text })
  }
  if (kind === 'csv') {
    const rows = all.flatMap((one) => csvRows(web, area, one))
    return sendFeed(c, {
      type: 'text/csv; charset=utf-8',
      name: `statistics-${area}.csv`,
      text: csv([['从', '到', '公布日期', '版本', '维度', '类别', '其中', '办结件数'], ...rows]),
    })
  }
  const page = `${web.publicUrl}/statistics?area=${area}`
  return sendFeed(c, {
    type: 'application/atom+xml; charset=utf-8',
    text: atom({
      title,
      self: `${web.publicUrl}/statistics.atom?area=${area}`,
      page,
      entries: all.toReversed().map(({ figures, publishedOn, changedOn, version }) => ({
        id: `${page}&period=${figures.from}`,
        title: `${spanWords(figures)}${version > 1 ? `（${versionWords.corrected}）` : ''}`,
        on: changedOn,
        published: publishedOn,
        text: `办结 ${figures.total} 件`,
      })),
    }),
  })
}

function csvRows(web: Web, area: string, one: OutFigures) {
  const { figures, publishedOn, version } = one
  const head = [figures.from, figures.to, publishedOn, version]
  return [
    [...head, '合计', '', '', figures.total],
    ...figureDimensions.flatMap((by) => {
      const { listed, rest } = figures.by[by]
      const name = dimensionNames[by]
      return [
        ...listed.flatMap(({ key, count, within }) => {
          const words = keyWords(web, area, { by, key })
          return [
            [...head, name, words, '', count],
            ...(within?.listed ?? []).map((part) => [
              ...head,
              name,
              words,
              offenceWords(web, part.key),
              part.count,
            ]),
          ]
        }),
        ...(rest > 0 ? [[...head, name, '其余', '', rest]] : []),
      ]
    }),
  ]
}
