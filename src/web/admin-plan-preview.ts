import { html } from 'hono/html'
import { casesInHand } from '#service/case-file.ts'
import { movedCases, type DryRun, type Whereto } from '#service/moved-cases.ts'
import { draftProblems, longestReason, type PlanDesk } from '#service/plan-edit.ts'
import { publishDraft } from '#service/plan-publish.ts'
import { planRow } from '#service/plan-table.ts'
import { trace } from '#service/trace.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { atPlan, planHome, planPath, planRefusal } from './plan-desk.ts'
import { rowWords } from './plan-rows.ts'
import { versionName } from './words/plan.ts'

/** 公布前: what changes, and which cases in hand would have gone elsewhere. Then the next version. */
export function adminPlanPreviewRoutes(desk: Desk): void {
  deskPage(
    desk,
    `${planPath}/preview`,
    needs('publish-plan', async (visit) => await atPlan(visit, showPreview(visit, {}))),
  )
  deskPost(desk, `${planPath}/publish`, postNeeds('publish-plan', publish))
}

async function publish(visit: Visit, form: Form): Promise<Response> {
  return await atPlan(visit, async ({ area }) => {
    const { world } = visit.web
    const done = await publishDraft(world, visit.officer, area, {
      reason: form.text('reason'),
      revision: Number(form.text('revision')),
      number: Number(form.text('number')),
    })
    if (done.ok) return visit.c.redirect(`${planHome(area)}?done=published`, 303)
    const notice = planRefusal(done.refusal, world.clock())
    const reason = form.text('reason')
    return await atPlan(visit, showPreview(visit, { notice, reason, status: 422 }))
  })
}

interface Shown {
  readonly notice?: string
  readonly reason?: string
  readonly status?: 422
}

const showPreview =
  (visit: Visit, { reason, ...shown }: Shown) =>
  async (desk: PlanDesk): Promise<Response> => {
    const { world } = visit.web
    const { name } = desk.drafted.plan.area
    const problems = draftProblems(world, desk)
    const run = await tryOnCases(visit, desk)
    return await showDesk(visit, {
      title: '公布前看一遍',
      content: html`<p class="back"><a href="${planHome(desk.area)}">${name}对照表</a></p>
        <h1>公布前看一遍</h1>
        ${desk.draft.changes.length === 0 ? html`<p class="empty">草稿里没有要改的。</p>` : ''}
        ${changesPart(visit, desk)} ${movedPart(visit, run)}
        ${problems.length > 0 ? problemsPart(problems) : publishPart(visit, desk, reason ?? '')}`,
      ...shown,
    })
  }

/** Every case in hand is routed once more in thought; that somebody did so is on record. */
async function tryOnCases(visit: Visit, { area, inForce, drafted }: PlanDesk): Promise<DryRun> {
  const { world } = visit.web
  if (inForce.pack === drafted) return { looked: 0, ruled: 0, moved: [] }
  const trial = { area, from: inForce.pack, to: drafted }
  const run = await movedCases(world, casesInHand(world, area), trial)
  await world.db.transaction(async (tx) => {
    await trace(world, tx, visit.officer, { area, action: 'plan-tried', subject: `plan:${area}` })
  })
  return run
}

function changesPart(visit: Visit, { inForce, drafted, draft }: PlanDesk): Html {
  const { offences } = visit.web.world.packs
  return html`<section class="card">
    <h2>改了什么</h2>
    ${draft.changes.map(({ entry, by }) => {
      const offence = offences.get(entry.offence)
      if (!offence) return ''
      return html`<h3>${offence.zh}</h3>
        <dl class="facts">
          <dt>现在</dt>
          <dd>${rowWords(planRow(inForce.pack, offences, offence), inForce.pack.plan)}</dd>
          <dt>改为</dt>
          <dd>${rowWords(planRow(drafted, offences, offence), drafted.plan)}</dd>
          <dt>理由</dt>
          <dd>${said(entry.reason)}（${by}）</dd>
        </dl>`
    })}
  </section>`
}

function movedPart(visit: Visit, { looked, ruled, moved }: DryRun): Html {
  return html`<section class="card">
    <h2>在办的案件会怎样</h2>
    <p>
      试算了 ${looked}
      件在办的，${moved.length === 0 ? '没有一件会改变去向' : `有 ${moved.length} 件如果今天才收到，会去别处`}。已经分办的不会自己变；要改，请综合监管协调岗改派。${ruled > 0 ? `另有 ${ruled} 项是协调岗分办过的，不受影响。` : ''}
    </p>
    ${moved.length > 0 ? movedTable(visit, moved) : ''}
  </section>`
}

/** More than anybody would read. */
const mostShown = 200

function movedTable(visit: Visit, moved: DryRun['moved']): Html {
  const { offences } = visit.web.world.packs
  return html`<table role="table">
      <thead role="rowgroup">
        <tr role="row">
          <th role="columnheader" scope="col">编号</th>
          <th role="columnheader" scope="col">违法行为</th>
          <th role="columnheader" scope="col">按现在</th>
          <th role="columnheader" scope="col">按草稿</th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${moved.slice(0, mostShown).map(
          ({ number, offence, from, to }) =>
            html`<tr role="row">
              <th role="rowheader" scope="row" class="whole">${number}</th>
              <td role="cell" data-label="违法行为">${offences.get(offence)?.zh ?? '待分类'}</td>
              <td role="cell" data-label="按现在">${whereWords(from)}</td>
              <td role="cell" data-label="按草稿">${whereWords(to)}</td>
            </tr>`,
        )}
      </tbody>
    </table>
    ${moved.length > mostShown ? html`<p>只列前 ${mostShown} 件。</p>` : ''}`
}

const whereWords = ({ lead, others }: Whereto): string =>
  `${lead.join('、') || '没有单位'}${others.length > 0 ? `；协办 ${others.join('、')}` : ''}`

const problemsPart = (problems: readonly string[]): Html =>
  html`<section class="danger" role="alert">
    <h2>还不能公布</h2>
    <ul>
      ${problems.slice(0, 20).map((problem) => html`<li>${problem}</li>`)}
    </ul>
  </section>`

function publishPart(visit: Visit, { area, draft, inForce }: PlanDesk, reason: string): Html {
  if (draft.changes.length === 0) return html``
  const number = inForce.version?.number ?? 0
  return html`<section class="card">
    <h2>公布${versionName(number + 1)}</h2>
    <form method="post" action="${planHome(area)}/publish">
      ${csrfField(visit)}
      <input type="hidden" name="revision" value="${draft.revision}" />
      <input type="hidden" name="number" value="${number}" />
      ${textBox({
        id: 'reason',
        name: 'reason',
        label: '为什么公布这一版',
        hint: '会和版本一起长期保存。不要写举报人的情况。',
        value: reason,
        max: longestReason,
      })}
      <p class="small">公布以后不能改，只能再公布新的一版。</p>
      <p class="row"><button class="main">公布</button></p>
    </form>
  </section>`
}
