import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Officer } from '#core/access.ts'
import type { AreaCode } from '#core/plan.ts'
import { systemsOf } from '#service/systems.ts'
import { areaAsked, areaTabs } from './area-tabs.ts'
import { listedAreas } from './areas.ts'
import { deskPage, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { publicPage, type Html } from './layout.ts'
import { isOpenTo, screens } from './screens.ts'
import { systemsPart } from './systems-part.ts'
import type { Web } from './web.ts'

const path = '/desk/systems'

/** 综合监管: the way to every screen beside the cases. */
export function systemsRoutes(desk: Desk): void {
  deskPage(desk, path, systemsPage)
}

async function systemsPage(visit: Visit): Promise<Response> {
  const { officer } = visit
  const plan = visit.web.world.packs.areas.get(areaAsked(visit))?.plan
  const list = plan && systemsOf(visit.web.world, plan.area.code)
  return await showDesk(visit, {
    title: '综合监管',
    content: html`<p class="back"><a href="/desk">工作台</a></p>
      <h1>综合监管</h1>
      ${plan ? areaTabs(visit, path, plan.area.code) : ''}
      ${plan ? screensPart(officer, plan.area.code) : ''} ${list ? systemsPart(list, officer) : ''}`,
  })
}

function screensPart(officer: Officer, area: AreaCode): Html {
  const mine = screens.filter((screen) => isOpenTo(officer, screen))
  return html`<section class="card">
    <h2>页面</h2>
    <ul class="words">
      ${mine.map(
        ({ path: to, name, what }) =>
          html`<li><a href="${to(area)}">${name.zh}</a> <small>${what}</small></li>`,
      )}
    </ul>
  </section>`
}

/** The same for everybody: it is a published plan. */
export function publicSystemsRoutes(app: Hono, web: Web): void {
  app.get('/systems', async (c) => {
    const areas = await listedAreas(web)
    const [first] = areas
    const area = areas.find(({ code }) => code === c.req.query('area')) ?? first
    const list = area && systemsOf(web.world, area.code)
    return await c.html(
      publicPage(
        '方案要什么',
        html`<h1>综合监管方案要什么，在哪里办</h1>
          <ul class="areas">
            ${areas.map(
              ({ code, name, demo }) =>
                html`<li>
                  <a href="/systems?area=${code}">${name}</a>
                  ${demo ? html`<span class="mark">演示</span>` : ''}
                </li>`,
            )}
          </ul>
          ${area ? html`<h2>${area.name}</h2>` : ''} ${list ? systemsPart(list, 'public') : ''}`,
      ),
    )
  })
}
