import type { Hono } from 'hono'
import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { inFigures } from '#core/reward-money.ts'
import { fewest } from '#core/reward-register.ts'
import { rewardRegister } from '#service/reward-register.ts'
import { rewardYears } from '#service/reward-year.ts'
import { listedAreas } from './areas.ts'
import { publicPage, type Html } from './layout.ts'
import type { Web } from './web.ts'

/** 奖励公开: what was paid, by month, kind and level. Nobody can be told from it. */
export function rewardRegisterRoutes(app: Hono, web: Web): void {
  app.get('/rewards', async (c) => {
    const areas = await listedAreas(web)
    const year = yearAsked(web, c.req.query('year'))
    const area = areas.find(({ code }) => code === c.req.query('area'))
    const part = area ? await areaPart(web, { ...area, year }) : ''
    return await c.html(
      publicPage(
        '奖励公开',
        html`<h1>举报奖励发放情况</h1>
          <p>查证属实、按公布的办法发放的奖励。不写举报的是什么、是谁，更不写举报人。</p>
          <ul class="areas">
            ${areas.map(
              ({ code, name, demo }) =>
                html`<li>
                  <a href="/rewards?area=${code}&year=${year}">${name}</a>
                  ${demo ? html`<span class="mark">演示</span>` : ''}
                </li>`,
            )}
          </ul>
          ${part}`,
      ),
    )
  })
}

/** Where the year asked for is none, this one. */
function yearAsked({ world }: Web, text: string | undefined): number {
  const years = rewardYears(world)
  const year = years.find((one) => one === Number(text)) ?? years[0]
  return year ?? Number(dayOf(world.clock()).slice(0, 4))
}

interface Asked {
  readonly code: string
  readonly name: string
  readonly demo: boolean
  readonly year: number
}

async function areaPart(web: Web, { code, name, demo, year }: Asked): Promise<Html> {
  const { lines, rest } = await rewardRegister(web.world, code, year)
  const years = rewardYears(web.world)
  return await html`<h2>${name} ${year} 年${demo ? '（演示，不是真实数据）' : ''}</h2>
    <p>${years.map((one) => html`<a href="/rewards?area=${code}&year=${one}">${one} 年</a> `)}</p>
    ${lines.length === 0 ? html`<p class="empty">${emptyWords(rest)}</p>` : ''}
    ${lines.length > 0 ? table(lines) : ''} ${restWords(rest)}
    <p class="small">
      满一个月的才列。同一个月、同一办法、同一等级不到 ${fewest} 件的不单独列，免得认出人。
    </p>`
}

const table = (lines: Awaited<ReturnType<typeof rewardRegister>>['lines']): Html =>
  html`<table class="figures" role="table">
    <thead role="rowgroup">
      <tr role="row">
        <th role="columnheader" scope="col">月份</th>
        <th role="columnheader" scope="col">办法</th>
        <th role="columnheader" scope="col">等级</th>
        <th role="columnheader" scope="col">件数</th>
        <th role="columnheader" scope="col">金额（元）</th>
      </tr>
    </thead>
    <tbody role="rowgroup">
      ${lines.map(
        ({ month, scheme, level, count, sum }) =>
          html`<tr role="row">
            <th role="rowheader" scope="row">${month}</th>
            <td role="cell" data-label="办法">${scheme}</td>
            <td role="cell" data-label="等级">${level}</td>
            <td role="cell" data-label="件数">${count}</td>
            <td role="cell" data-label="金额（元）">${inFigures(sum)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`

type Rest = Awaited<ReturnType<typeof rewardRegister>>['rest']

const emptyWords = (rest: Rest): string => (rest === 'none' ? '没有发放。' : '没有可以单独列出的。')

function restWords(rest: Rest): Html | string {
  if (rest === 'none') return ''
  if (rest === 'not-yet') return html`<p>不单独列的，这一年过完再合计。</p>`
  if (rest === 'too-few') return html`<p>另有不到 ${fewest} 件，不列。</p>`
  return html`<p>其余合计 ${rest.count} 件，${inFigures(rest.sum)} 元。</p>`
}
