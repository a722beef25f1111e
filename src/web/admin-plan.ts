import { html } from 'hono/html'
import { dayOf } from '#core/clock.ts'
import { discardDraft, type PlanDesk } from '#service/plan-edit.ts'
import { planTable } from '#service/plan-table.ts'
import { deskPage, deskPost, needs, postNeeds, type Desk, type Visit } from './desk-door.ts'
import { csrfField, showDesk } from './desk-layout.ts'
import type { Form } from './form.ts'
import type { Html } from './layout.ts'
import { atPlan, codeOf, faultNotice, planHome, planPath, planRefusal } from './plan-desk.ts'
import { planTables } from './plan-rows.ts'
import { fullDay, timeWords } from './words/dates.ts'
import { versionName } from './words/plan.ts'

/** 对照表: which offence goes to whom by which clause, as a table that can be corrected. */
export function adminPlanRoutes(desk: Desk): void {
  deskPage(
    desk,
    planPath,
    needs('edit-plan', async (visit) => await showPlan(visit, doneOf(visit))),
  )
  deskPost(desk, `${planPath}/discard`, postNeeds('edit-plan', discard))
}

const dones: Readonly<Record<string, string>> = {
  saved: '已存进草稿，还没有公布。',
  dropped: '已从草稿里去掉。',
  discarded: '草稿已经丢掉。',
  published: '已公布。以后收到的举报按新的一版分办，以前的不变。',
}

const doneOf = ({ c }: Visit): Shown => {
  const notice = dones[c.req.query('done') ?? '']
  return notice ? { notice } : {}
}

interface Shown {
  readonly notice?: string
  readonly status?: 409
}

async function discard(visit: Visit, form: Form): Promise<Response> {
  const { world } = visit.web
  const seen = Number(form.text('revision'))
  const done = await discardDraft(world, visit.officer, codeOf(visit), seen)
  if (done.ok) return visit.c.redirect(`${planHome(codeOf(visit))}?done=discarded`, 303)
  return await showPlan(visit, { notice: planRefusal(done.refusal, world.clock()), status: 409 })
}

async function showPlan(visit: Visit, shown: Shown): Promise<Response> {
  return await atPlan(visit, async (desk) => {
    const { offences } = visit.web.world.packs
    const { plan } = desk.drafted
    const drafted = new Set(desk.draft.changes.map(({ entry }) => entry.offence))
    const rows = planTable(desk.drafted, offences)
    const edit = `${planHome(desk.area)}/offences`
    return await showDesk(visit, {
      title: `${plan.area.name}对照表`,
      content: html`<p class="back">
          <a href="/desk/admin/areas/${desk.area}">${plan.area.name}</a>
        </p>
        <h1>${plan.area.name}：哪类事归谁办</h1>
        ${desk.faults.map(faultNotice)} ${versionPart(desk)}
        ${drafted.size > 0 ? draftPart(visit, desk) : ''} ${legend}
        ${planTables({ plan, rows, edit, drafted })}`,
      ...shown,
    })
  })
}

const legend: Html = html`<p class="small">
  点违法行为的名称可以更正。格子里写的是这个部门的份，下面小字是方案条款。标着“方案没有写明，按职能建议”的，只作建议，由综合监管协调岗定。
</p>`

function versionPart({ area, inForce: { pack, version } }: PlanDesk): Html {
  const { document } = pack.plan
  return html`<p>
    依据${document.title}（${document.number}，${fullDay(document.issuedOn)}印发）。
    现在按<b>${versionName(version?.number ?? 0)}</b>分办${version ? html`（${version.reason}）` : ''}。
    <a href="${planHome(area)}/versions">以前的各版</a>
  </p>`
}

function draftPart(visit: Visit, { area, draft }: PlanDesk): Html {
  const today = dayOf(visit.web.world.clock())
  const last = draft.changes.toSorted((one, other) => other.at - one.at)[0]
  return html`<section class="notice">
    <h2>草稿改了 ${draft.changes.length} 类，还没有公布</h2>
    <p>
      下表是公布以后的样子。${last ? `最后由${last.by}在 ${timeWords(last.at, today)} 改过。` : ''}
    </p>
    <div class="row">
      <a class="button main" href="${planHome(area)}/preview">看看会变什么，再公布</a>
      <form method="post" action="${planHome(area)}/discard">
        ${csrfField(visit)}
        <input type="hidden" name="revision" value="${draft.revision}" />
        <button>丢掉草稿</button>
      </form>
    </div>
  </section>`
}
