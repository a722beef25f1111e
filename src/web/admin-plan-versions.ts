import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { planVersion, planVersions, type VersionLine } from '#service/plan-publish.ts'
import { planTable } from '#service/plan-table.ts'
import type { InForce } from '#service/packs-in-force.ts'
import { deskPage, needs, type Desk, type Visit } from './desk-door.ts'
import { showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { said, type Html } from './layout.ts'
import { atPlan, planHome, planPath } from './plan-desk.ts'
import { planTables, rowWords } from './plan-rows.ts'
import { fullDay } from './words/dates.ts'
import { versionName } from './words/plan.ts'

/** Every version as it was published, with who and why. */
export function adminPlanVersionsRoutes(desk: Desk): void {
  deskPage(desk, `${planPath}/versions`, needs('edit-plan', showVersions))
  deskPage(desk, `${planPath}/versions/:number{[0-9]{1,9}}`, needs('edit-plan', showVersion))
}

async function showVersions(visit: Visit): Promise<Response> {
  return await atPlan(visit, async ({ area, inForce }) => {
    const lines = await planVersions(visit.web.world, visit.officer, area)
    const { name } = inForce.pack.plan.area
    return await showDesk(visit, {
      title: '各版对照表',
      content: html`<p class="back"><a href="${planHome(area)}">${name}对照表</a></p>
        <h1>各版对照表</h1>
        <ol class="history card">
          ${(lines.ok ? lines.value : []).map((line) => versionLine(line, inForce))}
        </ol>`,
    })
  })
}

function versionLine(line: VersionLine, { version }: InForce): Html {
  const href = `${planHome(line.area)}/versions/${line.number}`
  return html`<li>
    <p>
      <time>${fullDay(dayOf(line.at))}</time> <a href="${href}">${versionName(line.number)}</a>
      ${line.number === version?.number ? html`<span class="mark">现在用的</span>` : ''}
      <small>${line.name || '随系统'}</small>
    </p>
    <p class="quote">${said(line.reason)}</p>
  </li>`
}

async function showVersion(visit: Visit): Promise<Response> {
  return await atPlan(visit, async ({ area }) => {
    const { world } = visit.web
    const number = Number(visit.c.req.param('number'))
    const found = await planVersion(world, visit.officer, area, number)
    if (!found.ok) return await notFound(visit.c)
    const { shown, before } = found.value
    const { plan } = shown.pack
    return await showDesk(visit, {
      title: `对照表${versionName(number)}`,
      content: html`<p class="back"><a href="${planHome(area)}/versions">各版对照表</a></p>
        <h1>${plan.area.name}对照表${versionName(number)}</h1>
        ${shown.version ? html`<p>${fullDay(dayOf(shown.version.at))}公布：${said(shown.version.reason)}</p>` : ''}
        ${before ? changesPart(visit, shown, before) : ''}
        ${planTables({ plan, rows: planTable(shown.pack, world.packs.offences) })}`,
    })
  })
}

/** What this version changed of the one before it. */
function changesPart({ web }: Visit, shown: InForce, before: InForce): Html {
  const { offences } = web.world.packs
  const old = new Map(planTable(before.pack, offences).map((row) => [row.offence.code, row]))
  const changed = planTable(shown.pack, offences).filter(
    (row) => JSON.stringify(row) !== JSON.stringify(old.get(row.offence.code)),
  )
  return html`<section class="card">
    <h2>比上一版改了什么</h2>
    ${changed.length === 0 ? html`<p>没有改去向。</p>` : ''}
    ${changed.map(
      (row) =>
        html`<h3>${row.offence.zh}</h3>
          <dl class="facts">
            <dt>上一版</dt>
            <dd>${rowWords(old.get(row.offence.code), before.pack.plan)}</dd>
            <dt>这一版</dt>
            <dd>${rowWords(row, shown.pack.plan)}</dd>
            <dt>理由</dt>
            <dd>${said(row.entry?.reason ?? '')}</dd>
          </dl>`,
    )}
  </section>`
}
