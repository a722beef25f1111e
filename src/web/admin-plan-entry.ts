import { html } from 'hono/html'
import type { Offence } from '#core/plan.ts'
import { correctReading, dropCorrection, longestReason, type PlanDesk } from '#service/plan-edit.ts'
import { planRow } from '#service/plan-table.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import { notFound } from './faults.ts'
import { choiceBox, textBox } from './fields.ts'
import type { Form } from './form.ts'
import { said, type Html } from './layout.ts'
import { atPlan, planHome, planPath, planRefusal } from './plan-desk.ts'
import { rowWords } from './plan-rows.ts'
import { clauseChoices, departmentTable, narrowingChoice } from './reading-choices.ts'
import { entryOf, fieldsOf, typedFields, type ReadingFields } from './reading-fields.ts'

const path = `${planPath}/offences/:offence`

/** One offence: which clause governs it, or that the plan is silent and whom we propose; always with a reason. */
export function adminPlanEntryRoutes(desk: Desk): void {
  deskPage(
    desk,
    path,
    needs('edit-plan', async (visit) => await atOffence(visit, showEntry(visit, {}))),
  )
  deskPost(desk, path, postNeeds('edit-plan', save))
  deskPost(desk, `${path}/drop`, postNeeds('edit-plan', drop))
}

type Page = (desk: PlanDesk, offence: Offence) => Promise<Response>

const atOffence = async (visit: Visit, page: Page): Promise<Response> =>
  await atPlan(visit, async (desk) => {
    const offence = visit.web.world.packs.offences.get(visit.c.req.param('offence') ?? '')
    if (!offence || offence.handOver) return await notFound(visit.c)
    return await page(desk, offence)
  })

async function save(visit: Visit, form: Form): Promise<Response> {
  return await atOffence(visit, async (desk, offence) => {
    const { world } = visit.web
    const typed = typedFields(form)
    const entry = entryOf(offence.code, typed)
    const seen = Number(form.text('revision'))
    const done = entry.ok
      ? await correctReading(world, visit.officer, desk.area, { entry: entry.value, seen })
      : entry
    if (done.ok) return visit.c.redirect(`${planHome(desk.area)}?done=saved`, 303)
    const notice = planRefusal(done.refusal, world.clock())
    return await showEntry(visit, { notice, typed, status: 422 })(desk, offence)
  })
}

async function drop(visit: Visit, form: Form): Promise<Response> {
  return await atOffence(visit, async (desk, offence) => {
    const { world } = visit.web
    const which = { offence: offence.code, seen: Number(form.text('revision')) }
    const done = await dropCorrection(world, visit.officer, desk.area, which)
    if (done.ok) return visit.c.redirect(`${planHome(desk.area)}?done=dropped`, 303)
    const notice = planRefusal(done.refusal, world.clock())
    return await showEntry(visit, { notice, status: 422 })(desk, offence)
  })
}

interface Shown {
  readonly notice?: string
  readonly typed?: ReadingFields
  readonly status?: 422
}

const showEntry =
  (visit: Visit, { typed, ...shown }: Shown): Page =>
  async (desk, offence) => {
    const { plan } = desk.drafted
    const change = desk.draft.changes.find(({ entry }) => entry.offence === offence.code)
    const entry = desk.drafted.reading.entries.find((one) => one.offence === offence.code)
    const fields = typed ?? { ...fieldsOf(entry), reason: change?.entry.reason ?? '' }
    return await showDesk(visit, {
      title: offence.zh,
      content: html`<p class="back"><a href="${planHome(desk.area)}">${plan.area.name}对照表</a></p>
        <h1>${offence.zh}</h1>
        ${now(visit, desk, offence)} ${change ? dropForm(visit, desk, offence) : ''}
        ${readingForm(visit, desk, { offence, fields })}`,
      ...shown,
    })
  }

/** What is in force, and why. */
function now(visit: Visit, { inForce: { pack } }: PlanDesk, offence: Offence): Html {
  const row = planRow(pack, visit.web.world.packs.offences, offence)
  return html`<section class="card">
    <h2>现在的读法</h2>
    <p>${rowWords(row, pack.plan)}</p>
    ${row.entry ? html`<p class="quote">${said(row.entry.reason)}</p>` : ''}
  </section>`
}

const dropForm = (visit: Visit, { area, draft }: PlanDesk, { code }: Offence): Html =>
  html`<form class="notice" method="post" action="${planHome(area)}/offences/${code}/drop">
    ${csrfField(visit)}
    <input type="hidden" name="revision" value="${draft.revision}" />
    <p>这一类已经在草稿里改过，下面是草稿里的样子。</p>
    <p class="row"><button>不改了，恢复现在的读法</button></p>
  </form>`

interface Filled {
  readonly offence: Offence
  readonly fields: ReadingFields
}

function readingForm(visit: Visit, desk: PlanDesk, { offence, fields }: Filled): Html {
  const { plan } = desk.drafted
  const way = (value: string, label: string): Html =>
    html`<label class="check"
      ><input
        type="radio"
        name="way"
        value="${value}"
        ${fields.basis === value ? html`checked` : ''}
      />
      ${label}</label
    >`
  return html`<form
    class="reading"
    method="post"
    action="${planHome(desk.area)}/offences/${offence.code}"
  >
    ${csrfField(visit)}
    <input type="hidden" name="revision" value="${desk.draft.revision}" />
    <section class="card">
      <fieldset>
        <legend>方案写明了吗</legend>
        ${way('plan', '写明了，按下面的条款')} ${way('by-function', '方案没有写明，按职能建议')}
      </fieldset>
    </section>
    <section class="card by-plan">${clauseChoices(plan, fields)}</section>
    <div class="by-plan">${narrowingChoice(plan, fields)}</div>
    <section class="card by-function">
      <h2>建议由谁办</h2>
      <p class="hint">只在方案没有写明时填。送综合监管协调岗参考，由它定。</p>
      ${departmentTable(plan, { lead: 'proposedLead', cooperate: 'proposedCooperate' }, fields)}
    </section>
    <section class="card">${lastPart(fields)}</section>
  </form>`
}

const levels = [
  ['province', '省级'],
  ['prefecture', '市级'],
  ['county', '县级'],
] as const

function lastPart({ level, reason }: ReadingFields): Html {
  return html`${choiceBox({
      id: 'level',
      name: 'level',
      label: '方案指定由哪一级的单位办',
      hint: '方案没有指定就不选，交给离事发地最近的单位。',
      value: level,
      options: levels,
    })}
    ${textBox({
      id: 'reason',
      name: 'reason',
      label: '为什么这样读',
      hint: '写方案里的哪句话、谁定的。会一直留着，也会给协调岗看；不要写举报人的情况。',
      value: reason,
      max: longestReason,
    })}
    <p class="row"><button class="main">存进草稿</button></p>`
}
